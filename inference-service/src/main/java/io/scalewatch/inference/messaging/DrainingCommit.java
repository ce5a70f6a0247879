package io.scalewatch.inference.messaging;

import io.scalewatch.inference.config.InferenceConfig;
import io.scalewatch.inference.work.AssignedPartition;
import io.scalewatch.inference.work.Assignment;
import io.scalewatch.inference.work.CompletedIdentities;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.ContextHolder;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// The commit strategy of the channel `prompts`: low-water marks at intervals, as SmallRye's `throttled`, and
/// two things that `throttled` does not do. On revocation it waits for the partition's calls *before* the last
/// commit (`throttled` commits before any listener is told, so that what ends during a drain is not committed).
/// And it computes what to commit on the polling thread, at the moment of the commit, for the partitions held
/// at that moment: a commit that was queued behind a rebalance can't set back a partition that has moved on.
final class DrainingCommit extends ContextHolder implements KafkaCommitHandler {

    static final String STRATEGY = "draining";
    private static final Logger LOG = Logger.getLogger(DrainingCommit.class);
    private static final int CONTEXT_TIMEOUT_MS = 60_000;
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TAIL_RETRY = Duration.ofSeconds(1);

    private final KafkaConsumer<?, ?> consumer;
    private final Assignment assignment;
    private final CompletionTail tail;
    private final InferenceConfig config;
    private final AtomicBoolean commitQueued = new AtomicBoolean();
    private final long timer;

    /// Makes the strategy known to SmallRye.
    @ApplicationScoped
    @Identifier(STRATEGY)
    public static class Factory implements KafkaCommitHandler.Factory {

        private final Assignment assignment;
        private final CompletionTail tail;
        private final InferenceConfig config;

        Factory(Assignment assignment, CompletionTail tail, InferenceConfig config) {
            this.assignment = assignment;
            this.tail = tail;
            this.config = config;
        }

        @Override
        public KafkaCommitHandler create(
                KafkaConnectorIncomingConfiguration channel,
                Vertx vertx,
                KafkaConsumer<?, ?> consumer,
                BiConsumer<Throwable, Boolean> reportFailure) {
            return new DrainingCommit(vertx, consumer, assignment, tail, config);
        }
    }

    private DrainingCommit(
            Vertx vertx,
            KafkaConsumer<?, ?> consumer,
            Assignment assignment,
            CompletionTail tail,
            InferenceConfig config) {
        super(vertx, CONTEXT_TIMEOUT_MS);
        this.consumer = consumer;
        this.assignment = assignment;
        this.tail = tail;
        this.config = config;
        this.timer = vertx.setPeriodic(config.commitInterval().toMillis(), t -> queueCommit());
    }

    /// On the event loop, in the order of the partition, before the record's virtual thread starts.
    @Override
    public <K, V> Uni<IncomingKafkaRecord<K, V>> received(IncomingKafkaRecord<K, V> record) {
        assignment.partition(record.getPartition()).ifPresent(partition -> partition.received(record.getOffset()));
        return Uni.createFrom().item(record);
    }

    /// Nothing: [PromptWorker] settles offsets when they are durable.
    @Override
    public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record) {
        return Uni.createFrom().voidItem();
    }

    /// On the polling thread: no record of the partitions is delivered before this returns. It never throws,
    /// which would leave the partitions assigned and never fetched.
    @Override
    public void partitionsAssigned(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        Map<Integer, CompletedIdentities> completed = readTail(partitions);
        completed.forEach((number, identities) -> assignment.add(number, new AssignedPartition(identities)));
        LOG.infof(
                "Partitions assigned: partitions=%s completed=%d",
                numbers(partitions),
                completed.values().stream().mapToInt(CompletedIdentities::size).sum());
    }

    private Map<Integer, CompletedIdentities> readTail(Collection<TopicPartition> partitions) {
        while (!assignment.isStopping()) {
            try {
                Map<Integer, Long> committed = new HashMap<>();
                consumer.unwrap().committed(Set.copyOf(partitions)).forEach((partition, offset) -> {
                    if (offset != null) {
                        committed.put(partition.partition(), offset.offset());
                    }
                });
                return tail.read(numbers(partitions), committed);
            } catch (KafkaException e) {
                LOG.warnf("The tail of the completions can't be read, and is read again: cause=%s", e);
                pause();
            }
        }
        // Nothing will be admitted.
        Map<Integer, CompletedIdentities> none = new HashMap<>();
        numbers(partitions).forEach(number -> none.put(number, new CompletedIdentities(1)));
        return none;
    }

    /// On the polling thread: nobody else gets the partitions before this returns.
    @Override
    public void partitionsRevoked(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        awaitReceived();
        List<Integer> numbers = numbers(partitions);
        drain(numbers);
        try {
            commit(consumer.unwrap(), numbers);
        } catch (KafkaException e) {
            // Whoever holds the partitions now finds what is durable in the log.
            LOG.warnf("The last commit of revoked partitions failed: partitions=%s cause=%s", numbers, e);
        }
        numbers.forEach(assignment::remove);
        LOG.infof("Partitions let go: partitions=%s", numbers);
    }

    /// The process stops: nothing new, and what is under way gets the drain to end.
    @Override
    public void terminate(boolean graceful) {
        vertx.cancelTimer(timer);
        assignment.stop();
        List<Integer> numbers = assignment.numbers();
        drain(numbers);
        try {
            consumer.runOnPollingThread(client -> {
                        commit(client, numbers);
                    })
                    .await()
                    .atMost(COMMIT_TIMEOUT.multipliedBy(2));
        } catch (RuntimeException e) {
            LOG.warnf("The last commit failed: partitions=%s cause=%s", numbers, e);
        }
    }

    private void drain(List<Integer> numbers) {
        try {
            int cancelled = assignment.drain(numbers, config.drain());
            if (cancelled > 0) {
                LOG.warnf("Calls were cancelled: after=%s partitions=%s calls=%d", config.drain(), numbers, cancelled);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Records that the event loop has taken from the queue count as received before the partition closes.
    private void awaitReceived() {
        try {
            runOnContextAndAwait(() -> null);
        } catch (CompletionException e) {
            LOG.warnf("The event loop does not answer: cause=%s", e.getCause());
        }
    }

    private void queueCommit() {
        if (assignment.toCommit().isEmpty() || !commitQueued.compareAndSet(false, true)) {
            return;
        }
        consumer.runOnPollingThread(client -> {
                    commitWithoutWaiting(client);
                })
                .subscribe()
                .with(done -> commitQueued.set(false), failure -> {
                    commitQueued.set(false);
                    LOG.warnf("Offsets could not be committed, and are committed later: cause=%s", failure);
                });
    }

    private void commitWithoutWaiting(Consumer<?, ?> client) {
        Map<TopicPartition, OffsetAndMetadata> offsets = offsets(client, assignment.numbers());
        if (!offsets.isEmpty()) {
            client.commitAsync(offsets, (committed, failure) -> {
                if (failure == null) {
                    noteCommitted(committed);
                } else {
                    LOG.warnf("Offsets could not be committed, and are committed later: cause=%s", failure);
                }
            });
        }
    }

    private void commit(Consumer<?, ?> client, List<Integer> numbers) {
        Map<TopicPartition, OffsetAndMetadata> offsets = offsets(client, numbers);
        if (!offsets.isEmpty()) {
            client.commitSync(offsets, COMMIT_TIMEOUT);
            noteCommitted(offsets);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets(Consumer<?, ?> client, List<Integer> numbers) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        Map<Integer, Long> marks = assignment.toCommit();
        for (TopicPartition partition : client.assignment()) {
            Long mark = marks.get(partition.partition());
            if (mark != null && numbers.contains(partition.partition())) {
                offsets.put(partition, new OffsetAndMetadata(mark));
            }
        }
        return offsets;
    }

    private void noteCommitted(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) ->
                assignment.partition(partition.partition()).ifPresent(held -> held.committed(offset.offset())));
    }

    private static List<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).sorted().toList();
    }

    private static void pause() {
        try {
            Thread.sleep(TAIL_RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
