package io.scalewatch.task.loss;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.scalewatch.task.publishing.EndpointLeases;
import io.scalewatch.task.publishing.ModelOfRun;
import io.scalewatch.task.publishing.PublishingSignal;
import io.scalewatch.task.publishing.PublishingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Looks for prompts that were published and never scored, on the endpoints that this instance publishes for.
/// Where a model has prompts out and makes no progress, a [LossBarrier] is set up; when it is passed, what is
/// still open was lost, and is asked again or given up. What it knows is not stored: an instance that starts
/// again begins anew.
@ApplicationScoped
public class LossWatch {

    private static final Logger LOG = Logger.getLogger(LossWatch.class);

    private final PublishingStore publishing;
    private final EndpointLeases leases;
    private final PipelineOffsets offsets;
    private final LossStore store;
    private final LostPrompts lostPrompts;
    private final PublishingSignal signal;
    private final LossConfig config;
    private final QuietModels quiet;
    private final Counter again;
    private final Counter givenUp;
    private Optional<Search> search = Optional.empty();

    /// A search that is under way.
    private record Search(LossStore.Note note, LossBarrier barrier) {}

    LossWatch(
            PublishingStore publishing,
            EndpointLeases leases,
            PipelineOffsets offsets,
            LossStore store,
            LostPrompts lostPrompts,
            PublishingSignal signal,
            LossConfig config,
            MeterRegistry metrics) {
        this.publishing = publishing;
        this.leases = leases;
        this.offsets = offsets;
        this.store = store;
        this.lostPrompts = lostPrompts;
        this.signal = signal;
        this.config = config;
        this.quiet = new QuietModels(config.quietTime().toNanos());
        this.again = metrics.counter("scalewatch_task_lost_prompts", "outcome", "asked-again");
        this.givenUp = metrics.counter("scalewatch_task_lost_prompts", "outcome", "given-up");
    }

    /// Never throws: with the broker or the database away, the search goes on when they are back.
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            if (!leases.held().isEmpty()) {
                step();
            }
        } catch (RuntimeException e) {
            LOG.warnf("Lost prompts can't be looked for now, cause=%s", e);
        }
    }

    private void step() {
        if (search.isEmpty()) {
            List<ModelOfRun> suspects =
                    quiet.observe(publishing.modelsOfRuns(leases.held().keySet(), 0), System.nanoTime());
            if (!suspects.isEmpty()) {
                // The note first: whatever it knows of was acknowledged before the ends are read.
                LossStore.Note note = store.note(suspects);
                search = Optional.of(new Search(note, LossBarrier.setUp(offsets)));
                LOG.debugf("Looking for lost prompts, models=%d", suspects.size());
            }
        }
        search.ifPresent(this::advance);
    }

    private void advance(Search under) {
        LossBarrier barrier = under.barrier().next(offsets);
        search = Optional.of(new Search(under.note(), barrier));
        if (barrier instanceof LossBarrier.Passed) {
            under.note().cursors().forEach(cursor -> settle(cursor, under.note()));
            search = Optional.empty();
            quiet.reset();
            signal.wake();
        }
    }

    private void settle(LossStore.Cursor cursor, LossStore.Note note) {
        LossStore.Found found = store.askAgain(cursor, note.at(), config.attempts());
        if (found.again() > 0) {
            again.increment(found.again());
            LOG.warnf(
                    "Lost prompts are asked again, run=%s model=%d prompts=%d",
                    cursor.run(), cursor.ordinal(), found.again());
        }
        if (!found.givenUp().isEmpty()) {
            lostPrompts.fail(cursor.run(), found.givenUp());
            givenUp.increment(found.givenUp().size());
            LOG.warnf(
                    "Lost prompts are given up, run=%s model=%d prompts=%d",
                    cursor.run(), cursor.ordinal(), found.givenUp().size());
        }
    }
}
