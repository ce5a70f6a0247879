package io.scalewatch.scoring.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.topic.PromptPartition;
import io.scalewatch.scoring.labelling.CompletionScorer;
import io.scalewatch.tracing.PromptTracing;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Topics and a group of a test's own, loops that run on them, and eyes on what they wrote.
final class LoopRig {

    static final int PARTITIONS = 4;

    private final String bootstrap;
    private final String name = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final ScoringTopics topics =
            new ScoringTopics(name + ".completions", name + ".scores", name + ".completions.dlq");
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Running> loops = new ArrayList<>();

    /// A loop and its thread.
    record Running(ScoringLoop loop, Thread thread, SimpleMeterRegistry registry) {

        void stop() throws InterruptedException {
            loop.stop();
            assertThat(thread.join(Duration.ofSeconds(20))).as("the loop ends").isTrue();
        }

        double committed() {
            return registry.counter("scalewatch.scoring.transactions", "outcome", "committed")
                    .count();
        }

        double aborted() {
            return registry.counter("scalewatch.scoring.transactions", "outcome", "aborted")
                    .count();
        }
    }

    LoopRig(String bootstrap) throws ExecutionException, InterruptedException {
        this.bootstrap = bootstrap;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(
                            new NewTopic(topics.completions(), PARTITIONS, (short) 1),
                            new NewTopic(topics.scores(), 3, (short) 1),
                            new NewTopic(topics.deadLetters(), 1, (short) 1)))
                    .all()
                    .get();
        }
        // One request at a time: the first one after a topic is made may be refused, and a later one, let in before
        // it is sent again, would leave it out of order for good.
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "acks",
                        "all",
                        "linger.ms",
                        5,
                        "max.in.flight.requests.per.connection",
                        1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    ScoringTopics topics() {
        return topics;
    }

    String transactionalId(String instance) {
        return name + "-" + instance;
    }

    Running start(String instance) {
        return start(instance, TransactionProbe.NONE, Duration.ofSeconds(60));
    }

    Running start(String instance, TransactionProbe probe, Duration maxPollInterval) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        KafkaLoopClients clients = new KafkaLoopClients(
                Map.of("bootstrap.servers", bootstrap),
                name,
                transactionalId(instance),
                Duration.ofSeconds(10),
                4_000,
                maxPollInterval);
        ScoringLoop loop = new ScoringLoop(
                clients,
                topics,
                new CompletionScorer(),
                probe,
                new ScoringMeters(registry),
                PromptTracing.OFF,
                Clock.systemUTC());
        Running running = new Running(loop, Thread.ofPlatform().name(instance).start(loop), registry);
        loops.add(running);
        return running;
    }

    void send(PromptCompleted completed) {
        producer.send(new ProducerRecord<>(
                topics.completions(),
                PromptPartition.of(completed.prompt().id(), PARTITIONS),
                (byte[]) null,
                Codecs.PROMPT_COMPLETED.encode(completed),
                Codecs.PROMPT_COMPLETED.headers(completed, "/test")));
    }

    void sendUnreadable(int partition, byte[] value) {
        producer.send(new ProducerRecord<>(topics.completions(), partition, null, value));
    }

    void flush() {
        producer.flush();
    }

    /// The scores that a read-committed consumer sees now.
    List<CompletionScored> committedScores() {
        List<CompletionScored> scores = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : read(topics.scores(), "read_committed")) {
            try {
                CompletionScored score = Codecs.COMPLETION_SCORED.decode(record.headers(), record.value());
                assertThat(record.key()).asString().isEqualTo(score.partitionKey());
                scores.add(score);
            } catch (UnreadableEventException e) {
                throw new AssertionError("an unreadable score", e);
            }
        }
        return scores;
    }

    List<Long> committedIndices() {
        return committedScores().stream().map(score -> score.id().index()).toList();
    }

    /// All of a topic's records up to where each partition ends for this isolation level.
    List<ConsumerRecord<byte[], byte[]>> read(String topic, String isolation) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrap, "isolation.level", isolation);
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    void close() throws InterruptedException {
        for (Running running : loops) {
            running.loop().stop();
        }
        for (Running running : loops) {
            running.thread().join(Duration.ofSeconds(20));
        }
        producer.close(Duration.ofSeconds(5));
    }
}
