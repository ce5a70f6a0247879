package io.scalewatch.task.runs;

import io.scalewatch.task.catalogue.Tasks;
import io.scalewatch.task.fleet.DeployedModel;
import io.scalewatch.task.fleet.Fleet;
import io.scalewatch.task.problem.UnknownNameException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Runs as rows: created whole, and moved from state to state under the row's lock.
@ApplicationScoped
public class StoredRuns implements Runs {

    private static final Logger LOG = Logger.getLogger(StoredRuns.class);

    private final RunStore store;
    private final Fleet fleet;
    private final Tasks tasks;
    private final Clock clock;
    private final Event<RunChanged> changed;

    StoredRuns(RunStore store, Fleet fleet, Tasks tasks, Clock clock, Event<RunChanged> changed) {
        this.store = store;
        this.fleet = fleet;
        this.tasks = tasks;
        this.clock = clock;
        this.changed = changed;
    }

    @Override
    @Transactional
    public UUID create(RunRequest request) {
        RunValidation.Valid valid = RunValidation.validate(request, fleet, tasks);
        UUID id = UUID.randomUUID();
        // PostgreSQL keeps microseconds: what is shown now is what will be read later.
        store.insert(id, valid.spec(), valid.plan(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        LOG.infof(
                "Run created, run=%s models=%d planned=%d",
                id, valid.spec().models().size(), valid.plan().planned());
        changed.fire(new RunChanged(id));
        return id;
    }

    /// Pauses, resumes or cancels a run.
    ///
    /// @throws UnknownNameException if there is no such run
    /// @throws RunConflictException if its state does not allow it
    @Transactional
    public void command(UUID id, RunState.Command command) {
        RunState state = store.lock(id).orElseThrow(() -> new UnknownNameException("run", id.toString()));
        RunState next = state.after(command, clock.instant().truncatedTo(ChronoUnit.MICROS));
        store.update(id, next);
        LOG.infof("Run changed, run=%s state=%s", id, next.name());
        changed.fire(new RunChanged(id));
    }

    /// Ends an open run whose every prompt is scored or has failed: the pending versions that it evaluated become
    /// current.
    @Transactional
    void complete(UUID id) {
        RunState state = store.lock(id).orElseThrow(() -> new UnknownNameException("run", id.toString()));
        RunState next = switch (state) {
            case RunState.Running running -> running.complete(clock.instant().truncatedTo(ChronoUnit.MICROS));
            case RunState.Paused paused -> paused.complete(clock.instant().truncatedTo(ChronoUnit.MICROS));
            // Another instance, or the user, was first.
            case RunState.Completed completed -> completed;
            case RunState.Cancelled cancelled -> cancelled;
        };
        if (next.equals(state)) {
            return;
        }
        store.update(id, next);
        for (DeployedModel model : store.spec(id).orElseThrow().models()) {
            fleet.promote(model.model().model(), model.model().version());
        }
        LOG.infof("Run completed, run=%s", id);
        changed.fire(new RunChanged(id));
    }
}
