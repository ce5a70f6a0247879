package io.scalewatch.scoring.rescoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.OffsetRange;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.RescoringProgressed;
import io.scalewatch.contracts.event.RescoringRequested;
import io.scalewatch.contracts.topic.PromptPartition;
import io.scalewatch.scoring.TopicContent;
import io.scalewatch.scoring.labelling.CompletionScorer;
import io.scalewatch.scoring.pipeline.KafkaLoopClients;
import io.scalewatch.scoring.pipeline.LoopClients;
import io.scalewatch.scoring.pipeline.TransactionProbe;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Topics of a test's own, instances that score again what is in them, and eyes on what they wrote.
public final class RescoringRig implements AutoCloseable {

    public static final int PARTITIONS = 4;

    private final String bootstrap;
    private final String name;
    private final RescoringTopics topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Running> instances = new ArrayList<>();

    /// An instance and its thread.
    public record Running(Rescorings rescorings, Thread thread) {

        public void stop() throws InterruptedException {
            rescorings.stop();
            assertThat(thread.join(Duration.ofSeconds(20)))
                    .as("the instance ends")
                    .isTrue();
        }
    }

    /// Makes the topics.
    public static RescoringRig create(String bootstrap) throws ExecutionException, InterruptedException {
        RescoringRig rig =
                new RescoringRig(bootstrap, "r" + UUID.randomUUID().toString().substring(0, 8));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(
                            new NewTopic(rig.topics.requests(), 1, (short) 1),
                            new NewTopic(rig.topics.completions(), PARTITIONS, (short) 1),
                            new NewTopic(rig.topics.scores(), 3, (short) 1),
                            new NewTopic(rig.topics.progress(), 1, (short) 1)))
                    .all()
                    .get();
        }
        return rig;
    }

    /// On topics that another one has made.
    public RescoringRig(String bootstrap, String name) {
        this.bootstrap = bootstrap;
        this.name = name;
        this.topics =
                new RescoringTopics(name + ".rescorings", name + ".completions", name + ".scores", name + ".progress");
        // One request at a time: the first one after a topic is made may be refused.
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "max.in.flight.requests.per.connection", 1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public String name() {
        return name;
    }

    public Running start(String instance) {
        return start(instance, 1_000, clients -> clients);
    }

    /// @param wrapped what becomes of a loop's clients
    public Running start(String instance, int maxBatch, UnaryOperator<LoopClients> wrapped) {
        Map<String, Object> connection = Map.of("bootstrap.servers", bootstrap);
        Rescorings rescorings = new Rescorings(
                () -> new KafkaConsumer<>(connection, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                id -> wrapped.apply(new KafkaLoopClients(
                        connection,
                        name + "-" + id,
                        name + "-" + instance,
                        Duration.ofSeconds(10),
                        maxBatch,
                        Duration.ofSeconds(60))),
                topics,
                new CompletionScorer(),
                TransactionProbe.NONE,
                new RescoringMeters(new SimpleMeterRegistry()),
                1,
                Clock.systemUTC());
        Running running =
                new Running(rescorings, Thread.ofPlatform().name(instance).start(rescorings));
        instances.add(running);
        return running;
    }

    public void send(PromptCompleted completed) {
        producer.send(new ProducerRecord<>(
                topics.completions(),
                PromptPartition.of(completed.prompt().id(), PARTITIONS),
                (byte[]) null,
                Codecs.PROMPT_COMPLETED.encode(completed),
                Codecs.PROMPT_COMPLETED.headers(completed, "/test")));
    }

    public void sendUnreadable(int partition) {
        producer.send(new ProducerRecord<>(topics.completions(), partition, null, new byte[] {1, 2, 3}));
    }

    public void request(RescoringRequested request) {
        producer.send(new ProducerRecord<>(
                topics.requests(),
                null,
                request.key().getBytes(StandardCharsets.UTF_8),
                Codecs.RESCORING_REQUESTED.encode(request),
                Codecs.RESCORING_REQUESTED.headers(request, "/test")));
        producer.flush();
    }

    /// Everything that is in `completions` now.
    public List<OffsetRange> everything() {
        producer.flush();
        Map<Integer, Long> ends = new TreeMap<>();
        TopicContent.read(bootstrap, topics.completions(), "read_uncommitted")
                .forEach(record -> ends.merge(record.partition(), record.offset() + 1, Math::max));
        return ends.entrySet().stream()
                .map(end -> new OffsetRange(end.getKey(), 0, end.getValue()))
                .toList();
    }

    /// Takes away what lies before an offset, as retention does.
    public void forget(int partition, long before) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.deleteRecords(Map.of(
                            new org.apache.kafka.common.TopicPartition(topics.completions(), partition),
                            org.apache.kafka.clients.admin.RecordsToDelete.beforeOffset(before)))
                    .all()
                    .get();
        }
    }

    /// The scores that a read-committed consumer sees now.
    public List<CompletionScored> scores() {
        List<CompletionScored> scores = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : TopicContent.read(bootstrap, topics.scores(), "read_committed")) {
            try {
                scores.add(Codecs.COMPLETION_SCORED.decode(record.headers(), record.value()));
            } catch (UnreadableEventException e) {
                throw new AssertionError("an unreadable score", e);
            }
        }
        return scores;
    }

    public List<Long> indices() {
        return scores().stream().map(score -> score.id().index()).toList();
    }

    /// The newest report of each partition.
    public Map<Integer, RescoringProgressed> progress() {
        Map<Integer, RescoringProgressed> newest = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record :
                TopicContent.read(bootstrap, topics.progress(), "read_committed")) {
            try {
                RescoringProgressed report = Codecs.RESCORING_PROGRESSED.decode(record.headers(), record.value());
                newest.put(report.partition(), report);
            } catch (UnreadableEventException e) {
                throw new AssertionError("an unreadable report", e);
            }
        }
        return newest;
    }

    /// Whether every partition of these is reported to be done.
    public boolean isDone(List<OffsetRange> ranges) {
        Map<Integer, RescoringProgressed> progress = progress();
        return ranges.stream()
                .allMatch(range -> progress.containsKey(range.partition())
                        && progress.get(range.partition()).next() == range.end());
    }

    @Override
    public void close() throws InterruptedException {
        for (Running running : instances) {
            running.stop();
        }
        producer.close(Duration.ofSeconds(5));
    }
}
