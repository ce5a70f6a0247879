package io.scalewatch.task.runs;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Completes the runs that are done. Asked as soon as the progress fills a segment, and every second, so that a
/// crash between the last score and the completion is made good.
@ApplicationScoped
public class RunFinisher {

    private static final Logger LOG = Logger.getLogger(RunFinisher.class);

    private final RunStore store;
    private final StoredRuns runs;

    RunFinisher(RunStore store, StoredRuns runs) {
        this.store = store;
        this.runs = runs;
    }

    /// Never throws: what can't be completed now is found again in a second.
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void finish() {
        try {
            for (UUID id : store.finished()) {
                runs.complete(id);
            }
        } catch (RuntimeException e) {
            LOG.warnf("Completed runs can't be closed yet, cause=%s", e);
        }
    }
}
