package io.scalewatch.scoring.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.topic.PromptPartition;
import io.scalewatch.scoring.TopicContent;
import io.scalewatch.scoring.labelling.CompletionScorer;
import io.scalewatch.tracing.PromptTracing;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Topics and a group of a test's own, loops that run on them, and eyes on what they wrote.
final class LoopRig {

    static final int PARTITIONS = 4;

    private final String bootstrap;
    private final String name;
    private final ScoringTopics topics;
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
        this(bootstrap, "t" + UUID.randomUUID().toString().substring(0, 8));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(
                            new NewTopic(topics.completions(), PARTITIONS, (short) 1),
                            new NewTopic(topics.scores(), 3, (short) 1),
                            new NewTopic(topics.deadLetters(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    /// On topics that another one has made.
    LoopRig(String bootstrap, String name) {
        this.bootstrap = bootstrap;
        this.name = name;
        this.topics = new ScoringTopics(name + ".completions", name + ".scores", name + ".completions.dlq");
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

    String name() {
        return name;
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
        return start(instance, probe, maxPollInterval, 4_000, clients -> clients);
    }

    /// @param wrapped what becomes of the loop's clients
    Running start(
            String instance,
            TransactionProbe probe,
            Duration maxPollInterval,
            int maxBatch,
            UnaryOperator<LoopClients> wrapped) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        KafkaLoopClients clients = new KafkaLoopClients(
                Map.of("bootstrap.servers", bootstrap),
                name,
                transactionalId(instance),
                Duration.ofSeconds(10),
                maxBatch,
                maxPollInterval);
        ScoringLoop loop = new ScoringLoop(
                wrapped.apply(clients),
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

    List<ConsumerRecord<byte[], byte[]>> read(String topic, String isolation) {
        return TopicContent.read(bootstrap, topic, isolation);
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
