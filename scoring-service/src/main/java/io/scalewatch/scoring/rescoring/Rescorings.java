package io.scalewatch.scoring.rescoring;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.scoring.labelling.CompletionScorer;
import io.scalewatch.scoring.pipeline.LoopClients;
import io.scalewatch.scoring.pipeline.ScoringLoop;
import io.scalewatch.scoring.pipeline.TransactionProbe;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/// Follows the topic `rescorings` and carries out what it asks for, the oldest request first, one at a time. On
/// a thread of its own, so that live scoring never waits for it; what a killed instance leaves, the next start
/// goes on with.
public final class Rescorings implements Runnable {

    private static final Logger LOG = Logger.getLogger(Rescorings.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 1_000;

    private final Supplier<Consumer<byte[], byte[]>> followers;
    private final Function<UUID, LoopClients> clients;
    private final RescoringTopics topics;
    private final CompletionScorer scorer;
    private final TransactionProbe probe;
    private final RescoringMeters meters;
    private final double share;
    private final Clock clock;
    private final RescoringRegister register = new RescoringRegister(CompletionScorer.VERSION);
    private final CountDownLatch stopRequested = new CountDownLatch(1);

    /// Volatile because [#stop()] ends them from another thread.
    private volatile Consumer<byte[], byte[]> follower;

    private volatile ScoringLoop loop;

    /// @param followers makes a consumer of the requests, without a group
    /// @param clients makes the clients of a re-scoring, whose group is its own
    /// @param share of the time that re-scoring may take, above 0, at most 1
    public Rescorings(
            Supplier<Consumer<byte[], byte[]>> followers,
            Function<UUID, LoopClients> clients,
            RescoringTopics topics,
            CompletionScorer scorer,
            TransactionProbe probe,
            RescoringMeters meters,
            double share,
            Clock clock) {
        this.followers = followers;
        this.clients = clients;
        this.topics = topics;
        this.scorer = scorer;
        this.probe = probe;
        this.meters = meters;
        this.share = share;
        this.clock = clock;
    }

    /// Asks for the end. The transaction in hand is finished, and [#run()] returns.
    public void stop() {
        stopRequested.countDown();
        Consumer<byte[], byte[]> following = follower;
        if (following != null) {
            following.wakeup();
        }
        ScoringLoop current = loop;
        if (current != null) {
            current.stop();
        }
    }

    @Override
    public void run() {
        try {
            while (!isStopping()) {
                round();
            }
        } finally {
            discardFollower();
        }
    }

    private void round() {
        try {
            catchUp();
            register.next().ifPresentOrElse(this::carryOut, () -> read(POLL));
        } catch (WakeupException e) {
            LOG.debug("woken");
        } catch (InterruptException e) {
            stopRequested.countDown();
        } catch (RuntimeException e) {
            LOG.warnf("the requests for re-scoring can't be read and are tried again: cause=%s", e);
            discardFollower();
            await();
        }
    }

    /// Only who has read all of the topic knows what is still open.
    private void catchUp() {
        if (follower == null) {
            Consumer<byte[], byte[]> fresh = followers.get();
            follower = fresh;
            List<TopicPartition> partitions = fresh.partitionsFor(topics.requests(), CALL).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            fresh.assign(partitions);
            fresh.seekToBeginning(partitions);
        }
        Map<TopicPartition, Long> ends = follower.endOffsets(follower.assignment(), CALL);
        while (ends.entrySet().stream().anyMatch(end -> follower.position(end.getKey(), CALL) < end.getValue())) {
            read(POLL);
        }
    }

    private void read(Duration atMost) {
        for (ConsumerRecord<byte[], byte[]> record : follower.poll(atMost)) {
            try {
                if (record.value() != null) {
                    register.read(Codecs.RESCORING_REQUESTED.decode(record.headers(), record.value()));
                }
            } catch (UnreadableEventException e) {
                LOG.warnf(
                        "an unreadable request for a re-scoring is left out: offset=%d reason=%s",
                        record.offset(), e.getMessage());
            }
        }
        meters.open(register.open());
    }

    private void carryOut(Rescoring rescoring) {
        LOG.infof("Scoring again: rescoring=%s run=%s", rescoring.id(), rescoring.runId());
        RescoringWork work = new RescoringWork(rescoring, scorer, topics, meters, share, clock);
        ScoringLoop current = new ScoringLoop(clients.apply(rescoring.id()), work, probe, clock);
        loop = current;
        if (isStopping()) {
            return;
        }
        current.run();
        loop = null;
        if (work.isDone()) {
            LOG.infof("Scored again: rescoring=%s run=%s", rescoring.id(), rescoring.runId());
            register.finished(rescoring.id());
            meters.open(register.open());
        }
    }

    private void discardFollower() {
        Consumer<byte[], byte[]> following = follower;
        follower = null;
        if (following != null) {
            try {
                following.close();
            } catch (RuntimeException e) {
                LOG.infof("the consumer of the requests did not close in peace: cause=%s", e);
            }
        }
    }

    private boolean isStopping() {
        return stopRequested.getCount() == 0;
    }

    private void await() {
        try {
            stopRequested.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stopRequested.countDown();
        }
    }
}
