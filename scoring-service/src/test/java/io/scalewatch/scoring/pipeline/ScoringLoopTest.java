package io.scalewatch.scoring.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.scoring.Completions;
import io.scalewatch.scoring.labelling.CompletionScorer;
import io.scalewatch.tracing.PromptTracing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the loop does when a client fails, with clients that fail on demand.
class ScoringLoopTest {

    private static final TopicPartition PARTITION = new TopicPartition("completions", 0);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Completions completions = new Completions();
    private final FailingClients clients = new FailingClients();
    private final ScoringLoop loop = new ScoringLoop(
            clients,
            ScoringTopics.STANDARD,
            new CompletionScorer(),
            TransactionProbe.NONE,
            new ScoringMeters(new SimpleMeterRegistry()),
            PromptTracing.OFF,
            Clock.systemUTC());
    private Thread thread;

    @AfterEach
    void stop() throws InterruptedException {
        loop.stop();
        if (thread != null) {
            assertThat(thread.join(LIMIT))
                    .as("the loop ends when it is told to")
                    .isTrue();
        }
    }

    @Test
    void aCommitWhoseOutcomeIsUnknownReplacesTheProducerAndReadsTheCommittedOffsetsAgain() {
        clients.prepare(0, producer -> {
            producer.commitTransactionException = new TimeoutException("no answer");
            producer.abortTransactionException = new IllegalStateException("the commit must be tried again");
        });

        start();

        await().atMost(LIMIT).until(() -> clients.committedRecords(1) == 3);
        assertThat(clients.producers.get(0).closed()).isTrue();
        assertThat(clients.consumers).hasSize(1);
    }

    @Test
    void aTransactionThatCanBeAbortedKeepsItsProducer() {
        clients.prepare(0, producer -> producer.sendOffsetsToTransactionException = new KafkaException("stale epoch"));

        start();
        await().atMost(LIMIT).until(() -> loop.status().failuresInARow() >= 2);
        clients.producers.get(0).sendOffsetsToTransactionException = null;

        await().atMost(LIMIT).until(() -> clients.committedRecords(0) == 3);
        assertThat(clients.producers).hasSize(1);
    }

    @Test
    void aFencedProducerIsReplaced() {
        clients.prepare(0, producer -> {
            producer.commitTransactionException = new ProducerFencedException("another one");
            producer.abortTransactionException = new ProducerFencedException("another one");
        });

        start();

        await().atMost(LIMIT).until(() -> clients.committedRecords(1) == 3);
    }

    @Test
    void aBrokerThatIsAwayAtTheStartIsWaitedFor() {
        for (int i = 0; i < 3; i++) {
            clients.prepare(i, producer -> producer.initTransactionException = new TimeoutException("no broker"));
        }

        start();

        await().atMost(LIMIT).until(() -> clients.committedRecords(3) == 3);
        assertThat(clients.producers.subList(0, 3)).allMatch(MockProducer::closed);
    }

    @Test
    void aConsumerThatFailsForGoodIsReplaced() {
        clients.failFirstPollWith = Optional.of(new AuthorizationException("not yet"));

        start();

        await().atMost(LIMIT).until(() -> clients.committedRecords(0) == 3);
        assertThat(clients.consumers).hasSize(2);
        assertThat(clients.consumers.get(0).closed()).isTrue();
    }

    @Test
    void aMemberThatTheGroupHasGivenUpIsReplaced() {
        clients.firstMemberGetsNoAnswer = true;
        clients.prepare(0, producer -> producer.commitTransactionException = new KafkaException("the broker is away"));

        start();
        await().atMost(LIMIT).until(() -> clients.consumers.size() == 2);
        clients.producers.get(0).commitTransactionException = null;

        await().atMost(LIMIT).until(() -> clients.committedRecords(0) == 3);
        assertThat(clients.consumers.get(0).closed()).isTrue();
    }

    @Test
    void aFailingLoopIsNotReadyAndAHealedOneIs() {
        clients.prepare(0, producer -> producer.sendOffsetsToTransactionException = new KafkaException("stale epoch"));

        start();

        await().atMost(LIMIT).until(() -> loop.status().failuresInARow() > 0);
        assertThat(loop.status().isReady(Instant.now(), Duration.ofMinutes(1))).isFalse();
        clients.producers.get(0).sendOffsetsToTransactionException = null;
        await().atMost(LIMIT).until(() -> loop.status().isReady(Instant.now(), Duration.ofMinutes(1)));
        assertThat(loop.status().isReady(Instant.now().plusSeconds(120), Duration.ofMinutes(1)))
                .isFalse();
    }

    private void start() {
        thread = Thread.ofPlatform().name("loop").start(loop);
    }

    /// Hands out mock clients. Every consumer finds the same three completions, and finds them again after a
    /// seek.
    private final class FailingClients implements LoopClients {

        private final List<MockProducer<byte[], byte[]>> producers = new CopyOnWriteArrayList<>();
        private final List<MockConsumer<byte[], byte[]>> consumers = new CopyOnWriteArrayList<>();
        private final Map<Integer, Consumer<MockProducer<byte[], byte[]>>> prepared =
                new java.util.concurrent.ConcurrentHashMap<>();
        private Optional<KafkaException> failFirstPollWith = Optional.empty();
        private volatile boolean firstMemberGetsNoAnswer;

        void prepare(int number, Consumer<MockProducer<byte[], byte[]>> preparation) {
            prepared.put(number, preparation);
        }

        int committedRecords(int number) {
            return producers.size() > number ? producers.get(number).history().size() : 0;
        }

        @Override
        public org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer() {
            MockConsumer<byte[], byte[]> consumer =
                    new ReplayingConsumer(firstMemberGetsNoAnswer && consumers.isEmpty());
            if (consumers.isEmpty()) {
                failFirstPollWith.ifPresent(consumer::setPollException);
            }
            consumers.add(consumer);
            return consumer;
        }

        @Override
        public Producer<byte[], byte[]> producer() {
            MockProducer<byte[], byte[]> producer =
                    new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
            prepared.getOrDefault(producers.size(), any -> {}).accept(producer);
            producers.add(producer);
            return producer;
        }
    }

    private final class ReplayingConsumer extends MockConsumer<byte[], byte[]> {

        private final boolean givenUp;
        private boolean assigned;

        /// @param givenUp whether the group does not know it any more
        ReplayingConsumer(boolean givenUp) {
            super("earliest");
            this.givenUp = givenUp;
            updateBeginningOffsets(Map.of(PARTITION, 0L));
            schedulePollTask(this::assignAndFill);
        }

        private void assignAndFill() {
            if (!assigned) {
                assigned = true;
                rebalance(List.of(PARTITION));
                fill();
            }
        }

        private void fill() {
            for (int i = 0; i < 3; i++) {
                PromptCompleted completed = completions.answered(i, "7");
                addRecord(new ConsumerRecord<>(
                        PARTITION.topic(),
                        PARTITION.partition(),
                        i,
                        0,
                        TimestampType.LOG_APPEND_TIME,
                        0,
                        0,
                        null,
                        Codecs.PROMPT_COMPLETED.encode(completed),
                        Codecs.PROMPT_COMPLETED.headers(completed, "/test"),
                        Optional.empty()));
            }
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
                Set<TopicPartition> partitions, Duration timeout) {
            if (givenUp) {
                throw new TimeoutException("no answer");
            }
            return super.committed(partitions, timeout);
        }

        @Override
        public synchronized void seekToBeginning(java.util.Collection<TopicPartition> partitions) {
            super.seekToBeginning(partitions);
            schedulePollTask(this::fill);
        }
    }
}
