package io.scalewatch.scoring.pipeline;

import io.scalewatch.scoring.labelling.CompletionScorer;
import io.scalewatch.tracing.PromptTracing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/// Reads completions and writes their scores, each exactly once: scores, dead letters and the offsets that they
/// came from are one Kafka transaction. One thread runs it, for as long as the service lives or until its work is
/// done; whatever fails is tried again. What is made of the completions is its [LoopWork].
///
/// Two rules keep it exact. After anything but a known commit, reading goes on from the committed offsets,
/// never from the consumer's own position. And the partitions of a transaction can't move away unnoticed: they
/// are given up inside [Consumer#poll] alone, which the listener makes the group wait for, and the broker
/// refuses offsets from a member whose epoch is not the group's.
public final class ScoringLoop implements Runnable {

    private static final Logger LOG = Logger.getLogger(ScoringLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration CLOSE = Duration.ofSeconds(5);
    private static final long FIRST_BACKOFF_MILLIS = 20;
    private static final long LONGEST_BACKOFF_MILLIS = 2_000;

    private final LoopClients clients;
    private final LoopWork work;
    private final TransactionProbe probe;
    private final Clock clock;
    private final LoopStatus status = new LoopStatus();
    private final CountDownLatch stopRequested = new CountDownLatch(1);

    /// Volatile because [#stop()] wakes it from another thread.
    private volatile Consumer<byte[], byte[]> consumer;

    private Producer<byte[], byte[]> producer;
    private boolean positionsKnown;

    /// Scores completions as they come.
    public ScoringLoop(
            LoopClients clients,
            ScoringTopics topics,
            CompletionScorer scorer,
            TransactionProbe probe,
            ScoringMeters meters,
            PromptTracing tracing,
            Clock clock) {
        this(clients, new LiveScoring(topics, scorer, meters, tracing, clock), probe, clock);
    }

    public ScoringLoop(LoopClients clients, LoopWork work, TransactionProbe probe, Clock clock) {
        this.clients = clients;
        this.work = work;
        this.probe = probe;
        this.clock = clock;
    }

    public LoopStatus status() {
        return status;
    }

    /// Asks the loop to end. It finishes the transaction that it is in, leaves the group, and [#run()] returns.
    public void stop() {
        stopRequested.countDown();
        Consumer<byte[], byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
    }

    @Override
    public void run() {
        status.started();
        try {
            while (!isStopping() && !work.isDone()) {
                round();
            }
        } finally {
            status.ended();
            discardProducer();
            discardConsumer();
        }
    }

    private void round() {
        try {
            connect();
            ConsumerRecords<byte[], byte[]> polled = poll();
            Instant begun = clock.instant();
            process(polled, begun);
            status.succeeded();
            await(work.restAfter(Duration.between(begun, clock.instant())).toMillis());
        } catch (WakeupException e) {
            LOG.debug("woken");
        } catch (InterruptException e) {
            stopRequested.countDown();
        } catch (RuntimeException e) {
            int failures = status.failed();
            LOG.warnf("a round failed and is tried again: failures=%d cause=%s", failures, e);
            await(Math.min(LONGEST_BACKOFF_MILLIS, FIRST_BACKOFF_MILLIS << Math.min(failures - 1, 10)));
        }
    }

    /// Makes what is missing. The producer comes first: its initialisation settles a transaction whose end is not
    /// known, and only then are the committed offsets worth reading.
    private void connect() {
        if (producer == null) {
            Producer<byte[], byte[]> fresh = clients.producer();
            try {
                fresh.initTransactions();
            } catch (RuntimeException e) {
                fresh.close(Duration.ZERO);
                throw e;
            }
            producer = fresh;
        }
        if (consumer == null) {
            Consumer<byte[], byte[]> fresh = clients.consumer();
            fresh.subscribe(List.of(work.topic()), new Assignment(fresh));
            consumer = fresh;
            // A new member's positions are the committed offsets.
            positionsKnown = true;
        }
        if (!positionsKnown) {
            seekToCommitted();
            positionsKnown = true;
        }
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        try {
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
            status.polled(clock.instant());
            return polled;
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (RetriableException e) {
            positionsKnown = false;
            throw e;
        } catch (RuntimeException e) {
            // Not known to pass: a new member starts clean.
            discardConsumer();
            throw e;
        }
    }

    /// Reading goes on from the consumer's position only when all of this has succeeded.
    private void process(ConsumerRecords<byte[], byte[]> polled, Instant begun) {
        positionsKnown = false;
        work.take(consumer, polled).ifPresent(batch -> transact(batch, begun));
        positionsKnown = true;
    }

    private void transact(LoopBatch batch, Instant begun) {
        try {
            producer.beginTransaction();
            batch.write(producer::send);
            probe.beforeOffsets(batch.size());
            producer.sendOffsetsToTransaction(batch.offsets(), consumer.groupMetadata());
            probe.beforeCommit(batch.size());
            producer.commitTransaction();
        } catch (RuntimeException e) {
            batch.aborted();
            abort();
            throw e;
        }
        batch.committed(begun, clock.instant());
    }

    /// After a commit that timed out, and for a producer that was fenced, this fails too: then a new producer
    /// settles it.
    private void abort() {
        try {
            producer.abortTransaction();
        } catch (RuntimeException e) {
            LOG.infof("the producer is replaced: cause=%s", e);
            discardProducer();
        }
    }

    private void seekToCommitted() {
        Set<TopicPartition> assigned = consumer.assignment();
        work.seek(consumer, assigned, committed(assigned));
    }

    /// A member that the group has given up meanwhile gets no answer, and learns of it only in a poll, which must not
    /// come before the answer: a new member starts clean.
    private Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> assigned) {
        try {
            return consumer.committed(assigned, CALL);
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            discardConsumer();
            throw e;
        }
    }

    private void discardProducer() {
        if (producer != null) {
            try {
                producer.close(Duration.ZERO);
            } catch (RuntimeException e) {
                LOG.infof("the producer did not close in peace: cause=%s", e);
            }
            producer = null;
        }
    }

    private void discardConsumer() {
        if (consumer != null) {
            try {
                consumer.close(CloseOptions.timeout(CLOSE));
            } catch (RuntimeException e) {
                LOG.infof("the consumer did not leave in peace: cause=%s", e);
            }
            consumer = null;
        }
    }

    private boolean isStopping() {
        return stopRequested.getCount() == 0;
    }

    private void await(long millis) {
        try {
            stopRequested.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stopRequested.countDown();
        }
    }

    /// That it exists makes the group wait for this loop's poll before partitions move, also when the member was
    /// fenced.
    private final class Assignment implements ConsumerRebalanceListener {

        private final Consumer<byte[], byte[]> member;

        Assignment(Consumer<byte[], byte[]> member) {
            this.member = member;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            LOG.infof("partitions assigned: %s", partitions);
            work.assigned(member, partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            LOG.infof("partitions given up: %s", partitions);
            work.gone(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            LOG.warnf("partitions lost: %s", partitions);
            work.gone(partitions);
        }
    }
}
