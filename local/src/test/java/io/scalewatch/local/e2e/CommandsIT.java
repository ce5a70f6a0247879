package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.local.CommandLines;
import io.scalewatch.local.stack.LocalStack;
import io.scalewatch.local.stack.StackAddresses;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/// What a person or a pipeline does with the command line.
class CommandsIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final LocalStack stack = SharedStack.get();

    @Test
    void aPipelineDeploysAsksAndIsStoppedByAnAlert() throws Exception {
        Evaluation.deploy(stack, "by-command", Map.of());
        for (int size = 1; size <= 6; size++) {
            CommandLines.Result deployed = tasks(
                    "deploy",
                    "by-command",
                    "by-command-" + size,
                    "v1",
                    "--parameters",
                    (100 << (2 * (size - 1))) + "M",
                    "--endpoint",
                    "simulated",
                    "--served-model",
                    "eight-" + size);
            assertThat(deployed.err()).isEmpty();
            assertThat(deployed.out()).contains("by-command-" + size + ", version v1", "no run");
        }
        assertThat(tasks("models", "--family", "by-command").out())
                .contains("by-command-1", "100M", "102B", "current", "simulated");

        String[] run = {"run", "--family", "by-command", "--task", "memo-trap", "--fail-on", "inverse-scaling"};
        assertThat(both(with(run, "--dry-run")).out()).contains("in all", "prompt tokens:");

        CommandLines.Result gate = both(run);

        assertThat(gate.err()).isEmpty();
        assertThat(gate.out()).contains("COMPLETED", "memo-trap", "INVERSE", "Open alerts:", "  inverse-scaling: ");
        assertThat(gate.status()).isEqualTo(100);
        assertThat(analysis("series", "--family", "by-command").out()).contains("6: 100M to 102B", "INVERSE");
        assertThat(analysis("alerts", "--family", "by-command").out()).contains("  inverse-scaling  ");
        assertThat(followed()).contains("inverse-scaling");

        JsonNode told = Json.mapper()
                .readTree(both(with(run, "--json", "--examples", "4")).out());
        assertThat(told.at("/run/state").asText()).isEqualTo("COMPLETED");
        assertThat(told.get("alerts"))
                .extracting(alert -> alert.get("kind").asText())
                .contains("inverse-scaling");
    }

    @Test
    void aRunIsStartedOnceShownAndSteered() {
        Evaluation.deploy(stack, "steered", Families.SIX_SLOW);
        String[] run = {"run", "--family", "steered", "--task", "memo-trap", "--detach", "--idempotency-key", "steered"
        };
        String id = both(run).out().strip();
        assertThat(UUID.fromString(id)).isNotNull();
        assertThat(both(run).out().strip()).isEqualTo(id);

        assertThat(tasks("runs", "--family", "steered").out()).contains(id);
        assertThat(tasks("runs", id, "--pause").out()).contains("PAUSED (REQUEST)", "steered-slow-1");
        assertThat(tasks("runs", id, "--resume").out()).contains("RUNNING");
        assertThat(tasks("runs", id, "--cancel").out()).contains("CANCELLED");
        CommandLines.Result late = tasks("runs", id, "--pause");
        assertThat(late.status()).isEqualTo(1);
        assertThat(late.err()).startsWith("scalewatch: ").contains("409").hasLineCount(1);
        assertThat(tasks("runs", "--pause").status()).isEqualTo(2);
    }

    @Test
    void whatIsWrongIsOneSentence() {
        CommandLines.Result unknown = both("run", "--family", "nobody", "--task", "memo-trap");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err()).contains("families[0]").hasLineCount(1);
        CommandLines.Result away = CommandLines.run("alerts", "--analysis-url", "http://127.0.0.1:1");
        assertThat(away.status()).isEqualTo(1);
        assertThat(away.err()).contains("--analysis-url").hasLineCount(1);
        assertThat(both("run", "--family", "x", "--task", "y", "--fail-on", "boredom")
                        .status())
                .isEqualTo(2);
    }

    @Test
    void aRecordThatNobodyCanReadIsListedShownAndSentAgain() throws Exception {
        String kafka = StackAddresses.of(stack).kafkaBootstrap();
        byte[] value = "{\u001b[2J unreadable".getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new ByteArraySerializer(), new ByteArraySerializer())) {
            long offset = producer.send(new ProducerRecord<>(Topics.PROMPTS, 3, null, value))
                    .get()
                    .offset();
            String from = "3:" + offset;
            await().atMost(SOON).until(() -> !lines(kafka, from).isEmpty());
            String at = lines(kafka, from).getFirst().get("at").asText();

            CommandLines.Result shown = CommandLines.run("dlq", "show", "prompts", at, "--content", "--kafka", kafka);
            assertThat(shown.out()).contains("came from  prompts " + from, "{?[2J unreadable");

            CommandLines.Result again = CommandLines.run("dlq", "retry", "prompts", at, "--kafka", kafka);
            assertThat(again.out()).startsWith("sent again: prompts 3:");
            String second = again.out().strip().substring("sent again: prompts ".length());
            await().atMost(SOON).until(() -> !lines(kafka, second).isEmpty());
            assertThat(lines(kafka, second).getFirst().get("bytes").asInt()).isEqualTo(value.length);
            assertThat(CommandLines.run("dlq", "show", "prompts", "0:999999999", "--kafka", kafka)
                            .err())
                    .contains("there is no dead letter of prompts at 0:999999999");
        }
    }

    private static List<JsonNode> lines(String kafka, String from) throws Exception {
        List<JsonNode> found = new ArrayList<>();
        Json.mapper()
                .readTree(CommandLines.run("dlq", "list", "--topic", "prompts", "--json", "--kafka", kafka)
                        .out())
                .forEach(line -> {
                    if (line.get("cameFrom").asText().equals(from)) {
                        found.add(line);
                    }
                });
        return found;
    }

    /// What `alerts --follow` has said by the time that it says something.
    private String followed() throws InterruptedException {
        StringWriter out = new StringWriter();
        Thread following = Thread.ofVirtual()
                .start(() -> CommandLines.run(
                        new PrintWriter(out, true),
                        "alerts",
                        "--follow",
                        "--family",
                        "by-command",
                        "--analysis-url",
                        stack.analysisService().toString()));
        try {
            await().atMost(SOON).until(() -> !out.toString().isEmpty());
        } finally {
            following.interrupt();
            following.join();
        }
        return out.toString();
    }

    private CommandLines.Result both(String... arguments) {
        return CommandLines.run(with(
                arguments,
                "--url",
                stack.taskService().toString(),
                "--analysis-url",
                stack.analysisService().toString()));
    }

    private CommandLines.Result tasks(String... arguments) {
        return CommandLines.run(with(arguments, "--url", stack.taskService().toString()));
    }

    private CommandLines.Result analysis(String... arguments) {
        return CommandLines.run(
                with(arguments, "--analysis-url", stack.analysisService().toString()));
    }

    private static String[] with(String[] arguments, String... more) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
