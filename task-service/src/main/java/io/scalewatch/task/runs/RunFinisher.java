package io.scalewatch.task.runs;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Ends the runs that are done, and notes which have stalled. Asked as soon as the progress fills a segment,
/// and every second, so that a crash between the last score and the completion is made good.
@ApplicationScoped
public class RunFinisher {

    private static final Logger LOG = Logger.getLogger(RunFinisher.class);

    private final RunStore store;
    private final StoredRuns runs;

    RunFinisher(RunStore store, StoredRuns runs) {
        this.store = store;
        this.runs = runs;
    }

    /// Never throws: what can't be ended now is found again in a second, and holds no other run up.
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void finish() {
        try {
            store.finished().forEach(id -> guarded(id, () -> runs.finish(id)));
            store.stallsToNote().forEach((id, stalled) -> guarded(id, () -> runs.stall(id, stalled)));
        } catch (RuntimeException e) {
            LOG.warnf("Runs that are done can't be ended yet, cause=%s", e);
        }
    }

    private static void guarded(UUID run, Runnable change) {
        try {
            change.run();
        } catch (RuntimeException e) {
            LOG.warnf("Run that is done or has stalled waits, run=%s cause=%s", run, e);
        }
    }
}
