package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.local.stack.LocalStack;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputIT {

    private final LocalStack stack = SharedStack.get();
    private final Http http = new Http();

    @TempDir
    Path folder;

    @Test
    void aRunThatCanNotBeNamesEveryFieldAndTheRemedy() {
        assertProblem(
                post("/api/runs", Map.of("families", List.of("nobody"), "tasks", List.of("memo-trap"))), "families[0]");
        assertProblem(
                post("/api/runs", Map.of("models", List.of("nobody"), "tasks", List.of("memo-trap"))), "models[0]");
        assertProblem(post("/api/runs", Map.of("tasks", List.of("memo-trap"))), "models");
        Evaluation.deploy(stack, "bad-input", Families.EIGHT);
        assertProblem(
                post("/api/runs", Map.of("families", List.of("bad-input"), "tasks", List.of("no-such-task"))),
                "tasks[0]");
        assertProblem(
                post("/api/runs", Map.of("families", List.of("bad-input"), "tasks", List.of("memo-trap"), "trials", 0)),
                "trials");
    }

    @Test
    void aDeploymentWithoutAPositiveSizeIsRefused() {
        http.put(task("/api/families/sizes"), Map.of());
        Map<String, Object> deployment =
                Map.of("family", "sizes", "model", "m", "version", "v1", "endpoint", "simulated");
        assertProblem(post("/api/deployments", deployment), "parameters");
        Map<String, Object> negative = new java.util.HashMap<>(deployment);
        negative.put("parameters", -1);
        assertProblem(post("/api/deployments", negative), "parameters");
    }

    @Test
    void anUnreadableImportNamesItsLinesAndStoresNothing() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.jsonl"), """
                {"prompt":"Finish: one two","classes":"[' three', ' four']","answer_index":0}
                {"prompt":"Finish: two three","classes":"[' four', ' five'","answer_index":0}
                {"prompt":"Finish: three four","classes":"[' five', ' six']","answer_index":7}
                """);

        Http.Answer answer = http.postFile(task("/api/tasks/bad-import/import?format=inverse-scaling-prize"), file);

        assertProblem(answer, "line 2");
        assertProblem(answer, "line 3");
        assertThat(http.get(task("/api/tasks/bad-import")).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {Topics.PROMPTS, Topics.COMPLETIONS, Topics.SCORES})
    void aRecordThatCanNotBeReadGoesToItsDeadLettersAndTheStreamGoesOn(String topic) throws Exception {
        String mark = UUID.randomUUID().toString();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafkaBootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, null, ("{ " + mark).getBytes(StandardCharsets.UTF_8)))
                    .get();
        }

        await().atMost(Duration.ofSeconds(30))
                .until(() -> deadLetters(topic).stream()
                                .filter(text -> text.contains(mark))
                                .count()
                        == 1);
        Evaluation evaluation = Evaluation.deploy(stack, "after-unreadable-" + topic, Families.EIGHT);
        evaluation.assertEveryPromptCountedOnce(evaluation.run(List.of("memo-trap"), 1));
    }

    private List<String> deadLetters(String topic) {
        List<String> texts = new ArrayList<>();
        Map<String, Object> config =
                Map.of("bootstrap.servers", stack.kafkaBootstrap(), "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(Topics.deadLetters(topic), 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).get(partitions.getFirst());
            while (consumer.position(partitions.getFirst()) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    texts.add(new String(record.value(), StandardCharsets.UTF_8));
                }
            }
        }
        return texts;
    }

    private static void assertProblem(Http.Answer answer, String field) {
        assertThat(answer.status()).as(() -> answer.body().toString()).isEqualTo(400);
        List<String> fields = new ArrayList<>();
        for (JsonNode violation : answer.body().get("violations")) {
            fields.add(violation.get("field").asText());
            assertThat(violation.get("reason").asText()).isNotBlank();
            assertThat(violation.get("remedy").asText()).isNotBlank();
        }
        assertThat(fields).contains(field);
    }

    private Http.Answer post(String path, Object body) {
        return http.post(task(path), body);
    }

    private URI task(String path) {
        return stack.taskService().resolve(path);
    }
}
