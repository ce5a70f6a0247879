package io.scalewatch.task.runs;

import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import io.scalewatch.task.fleet.DeployedModel;
import io.scalewatch.task.fleet.Fleet;
import io.scalewatch.task.problem.InvalidRequestException;
import io.scalewatch.task.problem.UnknownNameException;
import io.scalewatch.task.problem.Violations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/// Runs as rows: created whole, and moved from state to state under the row's lock.
@ApplicationScoped
public class StoredRuns implements Runs {

    private static final Logger LOG = Logger.getLogger(StoredRuns.class);

    /// Samples of each task and variant before which the analysis lets no evidence count. The tasks of a run take
    /// turns, so that they reach it together.
    private static final int BURN_IN = 20;

    private final RunStore store;
    private final RunRequests requests;
    private final FailedPrompts failedPrompts;
    private final Fleet fleet;
    private final RunValidator validator;
    private final JudgeRuns judges;
    private final RunOrigins origins;
    private final EndpointPrices prices;
    private final Clock clock;
    private final Event<RunChanged> changed;

    StoredRuns(
            RunStore store,
            RunRequests requests,
            FailedPrompts failedPrompts,
            Fleet fleet,
            RunValidator validator,
            JudgeRuns judges,
            RunOrigins origins,
            EndpointPrices prices,
            Clock clock,
            Event<RunChanged> changed) {
        this.store = store;
        this.requests = requests;
        this.failedPrompts = failedPrompts;
        this.fleet = fleet;
        this.validator = validator;
        this.judges = judges;
        this.origins = origins;
        this.prices = prices;
        this.clock = clock;
        this.changed = changed;
    }

    // What is refused is refused before anything is written.
    @Override
    @Transactional(dontRollbackOn = InvalidRequestException.class)
    public UUID create(RunRequest request) {
        UUID id = UUID.randomUUID();
        create(id, request);
        return id;
    }

    /// @param created false where the key had made the run before
    record Creation(UUID id, boolean created) {}

    /// Creates a run unless this key has made it already.
    ///
    /// @throws IdempotencyKeyReusedException if the key was used for another request
    @Transactional
    Creation create(String idempotencyKey, RunRequest request) {
        UUID id = UUID.randomUUID();
        return requests.claim(idempotencyKey, request, id)
                .map(known -> new Creation(known, false))
                .orElseGet(() -> {
                    create(id, request);
                    return new Creation(id, true);
                });
    }

    private void create(UUID id, RunRequest request) {
        RunValidation.Valid valid = validator.validate(request);
        // PostgreSQL keeps microseconds: what is shown now is what will be read later.
        store.insert(id, valid, clock.instant().truncatedTo(ChronoUnit.MICROS));
        valid.judged().ifPresent(judged -> {
            judges.insert(id, judged.judge().run(), judged.answers());
            origins.judge(id, valid.spec().models().getFirst().model().family());
        });
        LOG.infof(
                "Run created, run=%s models=%d planned=%d",
                id, valid.spec().models().size(), valid.plan().planned());
        changed.fire(new RunChanged(id));
    }

    /// Pauses, resumes or cancels a run.
    ///
    /// @throws UnknownNameException if there is no such run
    /// @throws RunConflictException if its state does not allow it
    @Transactional
    public void command(UUID id, RunState.Command command) {
        change(id, (state, now) -> state.after(command, now));
    }

    /// Asks every failed prompt once more. A run that had ended runs again; where nothing has failed, nothing
    /// changes.
    ///
    /// @throws UnknownNameException if there is no such run
    /// @throws RunConflictException if it was cancelled or superseded, or if a version that it asks was
    /// replaced
    @Transactional
    @TransactionConfiguration(timeout = 600)
    public void retryFailed(UUID id) {
        RunState state = store.lock(id).orElseThrow(() -> unknown(id));
        state.after(RunState.Command.RETRY_FAILED, clock.instant());
        failedPrompts.replaced(id).ifPresent(model -> {
            throw new RunConflictException("the version of " + model + " that the run asks is not served any more");
        });
        long again = failedPrompts.askAgain(id);
        if (again > 0) {
            command(id, RunState.Command.RETRY_FAILED);
            LOG.infof("Failed prompts are asked again, run=%s prompts=%d", id, again);
            changed.fire(new RunChanged(id));
        }
    }

    private static UnknownNameException unknown(UUID id) {
        return new UnknownNameException("run", id.toString());
    }

    @Override
    @Transactional
    public List<UUID> openRunsOf(String model, String version) {
        return store.openRunsOf(model, version);
    }

    @Override
    @Transactional
    public boolean isOpen(UUID id) {
        return store.state(id).filter(RunState.Open.class::isInstance).isPresent();
    }

    @Override
    @Transactional
    public boolean supersede(UUID id) {
        return change(id, (state, now) -> switch (state) {
            case RunState.Open open -> open.supersede(now);
            case RunState.Ended ended -> ended;
        });
    }

    /// The first prompts of these runs are about to be published. What is not planned stays what it is.
    @Transactional
    public void start(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return;
        }
        for (UUID id : store.planned(ids)) {
            change(id, (state, now) -> state instanceof RunState.Planned planned ? planned.start() : state);
        }
    }

    /// Replaces what a run may spend, at once and for all of it: what was spent counts.
    ///
    /// @throws UnknownNameException if there is no such run
    @Transactional
    public void limit(UUID id, RunBudget budget) {
        RunSpec spec = store.spec(id).orElseThrow(() -> unknown(id));
        Violations violations = new Violations();
        budget.check("", prices.missing(spec.models()), violations);
        violations.throwIfAny();
        store.updateBudget(id, budget);
        changed.fire(new RunChanged(id));
    }

    /// Pauses a run for another reason than a user's wish.
    @Transactional
    public void pause(UUID id, RunState.Cause cause) {
        change(id, (state, now) -> switch (state) {
            case RunState.Planned planned -> planned.pause(cause);
            case RunState.Running running -> running.pause(cause);
            case RunState.Stalled stalled -> stalled.pause(cause);
            // The user was first.
            case RunState.Paused paused -> paused;
            case RunState.Ended ended -> ended;
        });
    }

    /// Notes that nobody answers a run any more, or that somebody does again. The pending versions of a stalled run
    /// become current as far as they have answered enough for their curves to count: nobody knows when the run will
    /// be complete.
    @Transactional
    void stall(UUID id, boolean stalled) {
        boolean changed = change(id, (state, now) -> switch (state) {
            case RunState.Running running when stalled -> running.stall();
            case RunState.Stalled s when !stalled -> s.recover();
            // Another instance, or the user, was first.
            case RunState other -> other;
        });
        if (changed && stalled) {
            RunSpec spec = store.spec(id).orElseThrow();
            long enough = (long) BURN_IN * spec.tasks().size() * spec.variants().size() * spec.trials();
            promote(id, spec, store.answered(id, enough));
        }
    }

    /// A judge was not evaluated by what it judged.
    private void promote(UUID id, RunSpec spec, List<Integer> ordinals) {
        if (spec.judge().isPresent()) {
            return;
        }
        for (int ordinal : ordinals) {
            DeployedModel model = spec.models().get(ordinal);
            fleet.promote(model.model().model(), model.model().version(), id);
        }
    }

    /// Ends a run whose every prompt is scored or has failed: the pending versions that have answered in it
    /// become current. One that never answered is not evaluated and stays pending, whatever the other models
    /// of the run did. A run without a single answer has evaluated nothing: it has failed. One that has
    /// prompts left, since they are asked again, goes on.
    @Transactional
    void finish(UUID id) {
        // What was seen before the lock was held may not be so any more.
        store.lock(id).orElseThrow(() -> unknown(id));
        if (!store.isFinished(id)) {
            return;
        }
        List<Integer> answered = store.answered(id, 1);
        boolean changed = change(id, (state, now) -> switch (state) {
            case RunState.Begun begun ->
                answered.isEmpty() ? begun.fail(now, RunState.Cause.NOTHING_ANSWERED) : begun.complete(now);
            // Another instance, or the user, was first.
            case RunState.Ended ended -> ended;
            // Its first batch was sent, and scored, before that was noted.
            case RunState.Planned planned -> planned.start();
        });
        if (changed && store.state(id).orElseThrow() instanceof RunState.Completed) {
            RunSpec spec = store.spec(id).orElseThrow();
            promote(id, spec, answered);
        }
    }

    /// The one way in which a run changes: under its row's lock, into the history, and told to the publisher.
    ///
    /// @return whether the state is another one now
    private boolean change(UUID id, BiFunction<RunState, Instant, RunState> transition) {
        RunState state = store.lock(id).orElseThrow(() -> unknown(id));
        // PostgreSQL keeps microseconds: what is shown now is what will be read later.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        RunState next = transition.apply(state, now);
        if (next.equals(state)) {
            return false;
        }
        store.update(id, next, now);
        LOG.infof(
                "Run changed, run=%s state=%s cause=%s",
                id, next.name(), next.because().map(Enum::name).orElse("-"));
        changed.fire(new RunChanged(id));
        return true;
    }
}
