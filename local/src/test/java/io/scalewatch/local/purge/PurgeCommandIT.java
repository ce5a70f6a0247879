package io.scalewatch.local.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.topic.ConsumerGroups;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.embedded.test.TestBroker;
import io.scalewatch.local.CommandLines;
import io.scalewatch.local.watch.TopicReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two partitions of each topic have texts, as two runs and a judge have written them.
class PurgeCommandIT {

    private static final List<String> TOPICS =
            List.of(Topics.PROMPTS, Topics.COMPLETIONS, Topics.SCORES, Topics.deadLetters(Topics.COMPLETIONS));
    private static final UUID OLD = UUID.randomUUID();
    private static final UUID NEW = UUID.randomUUID();
    private static final UUID LATEST = UUID.randomUUID();

    @TempDir
    static Path folder;

    private static TestBroker kafka;
    private static KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    static void start() throws Exception {
        kafka = TestBroker.start(folder);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    static void stop() {
        producer.close();
        kafka.close();
    }

    @BeforeEach
    void write() throws Exception {
        allIsRead();
        assertThat(purge("--all", "--yes").status()).isZero();
        for (String topic : TOPICS) {
            int partitions = topic.endsWith(".dlq") ? 1 : 2;
            for (int partition = 0; partition < partitions; partition++) {
                send(topic, partition, "old secret of " + OLD);
                send(topic, partition, "new secret of " + NEW);
                send(topic, partition, "a judge's secret about " + NEW);
                send(topic, partition, "the latest secret of " + LATEST);
            }
        }
        allIsRead();
    }

    @Test
    void everythingIsUnreachableOnceItIsWanted() {
        CommandLines.Result would = purge("--all");
        assertThat(would.status()).as(would.err()).isZero();
        assertThat(would.out()).contains("Nothing is deleted").containsPattern("completions +8 ");
        assertThat(texts(Topics.COMPLETIONS)).hasSize(8);
        CommandLines.Result said = purge("--all", "--yes");
        assertThat(said.status()).as(said.err()).isZero();
        assertThat(TOPICS).allSatisfy(topic -> assertThat(texts(topic)).isEmpty());
        assertThat(would.out() + would.err() + said.out() + said.err()).doesNotContain("secret");
    }

    @Test
    void withARunGoesWhatQuotesItAndWhatIsOlderAndNothingElse() {
        CommandLines.Result would = purge("--run", NEW.toString());
        assertThat(would.out()).containsPattern("completions +6 +2 ");
        CommandLines.Result said = purge("--run", NEW.toString(), "--yes");
        assertThat(said.status()).as(said.err()).isZero();
        assertThat(TOPICS)
                .allSatisfy(
                        topic -> assertThat(texts(topic)).isNotEmpty().containsOnly("the latest secret of " + LATEST));
        assertThat(purge("--run", UUID.randomUUID().toString(), "--yes").status())
                .isZero();
        assertThat(texts(Topics.COMPLETIONS)).hasSize(2);
    }

    @Test
    void whatIsYoungerStays() {
        assertThat(purge("--older-than", "soon", "--yes").err()).contains("--older-than takes a time");
        assertThat(purge("--older-than", "1h", "--yes").status()).isZero();
        assertThat(texts(Topics.COMPLETIONS)).hasSize(8);
        assertThat(purge("--older-than", "0s", "--yes").status()).isZero();
        assertThat(texts(Topics.COMPLETIONS)).isEmpty();
    }

    @Test
    void whatAServiceHasNotReadStaysAndIsSaid() throws Exception {
        send(Topics.COMPLETIONS, 1, "unread secret");
        CommandLines.Result said = purge("--all", "--yes");
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).contains("1 records stay that are not read yet").doesNotContain("secret");
        assertThat(texts(Topics.COMPLETIONS)).containsExactly("unread secret");
    }

    @Test
    void aScoreStaysUntilEachOfItsReadersHasIt() throws Exception {
        send(Topics.SCORES, 1, "unread secret");
        isRead(Map.of(ConsumerGroups.ANALYSIS, Topics.SCORES));
        assertThat(purge("--all", "--yes").status()).isEqualTo(1);
        assertThat(texts(Topics.SCORES)).containsExactly("unread secret");
        isRead(Map.of(ConsumerGroups.TASK_PROGRESS, Topics.SCORES));
        assertThat(purge("--all", "--yes").status()).isZero();
        assertThat(texts(Topics.SCORES)).isEmpty();
    }

    private static CommandLines.Result purge(String... arguments) {
        List<String> all = new ArrayList<>(List.of("purge", "--kafka=" + kafka.bootstrapServers()));
        all.addAll(List.of(arguments));
        return CommandLines.run(all.toArray(String[]::new));
    }

    private static void send(String topic, int partition, String text) throws Exception {
        producer.send(new ProducerRecord<>(topic, partition, null, text.getBytes(StandardCharsets.UTF_8)))
                .get();
    }

    private static List<String> texts(String topic) {
        List<String> texts = new ArrayList<>();
        try (TopicReader reader = new TopicReader(kafka.bootstrapServers(), topic)) {
            reader.readToEnd(record -> texts.add(new String(record.value(), StandardCharsets.UTF_8)));
        }
        return texts;
    }

    /// As far as it stands there now.
    private static void allIsRead() throws Exception {
        isRead(Map.of(
                ConsumerGroups.INFERENCE, Topics.PROMPTS,
                ConsumerGroups.SCORING, Topics.COMPLETIONS,
                ConsumerGroups.ANALYSIS, Topics.SCORES,
                ConsumerGroups.TASK_PROGRESS, Topics.SCORES));
    }

    private static void isRead(Map<String, String> topicsOfGroups) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            for (Map.Entry<String, String> group : topicsOfGroups.entrySet()) {
                Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
                for (var partition : producer.partitionsFor(group.getValue())) {
                    TopicPartition place = new TopicPartition(partition.topic(), partition.partition());
                    ends.put(
                            place,
                            new OffsetAndMetadata(admin.listOffsets(Map.of(place, OffsetSpec.latest()))
                                    .partitionResult(place)
                                    .get()
                                    .offset()));
                }
                admin.alterConsumerGroupOffsets(group.getKey(), ends).all().get();
            }
        }
    }
}
