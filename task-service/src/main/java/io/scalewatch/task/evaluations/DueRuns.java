package io.scalewatch.task.evaluations;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.scalewatch.contracts.event.RunKind;
import io.scalewatch.task.evaluations.EvaluationView.Outcome;
import io.scalewatch.task.evaluations.StandingTimes.Due;
import io.scalewatch.task.evaluations.StandingTimes.Key;
import io.scalewatch.task.fleet.Fleet;
import io.scalewatch.task.problem.InvalidRequestException;
import io.scalewatch.task.runs.RunOrigins;
import io.scalewatch.task.runs.RunRequest;
import io.scalewatch.task.runs.Runs;
import io.scalewatch.task.standing.StandingEvaluation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Starts the runs of standing evaluations whose time has come.
///
/// Each is one transaction: the time is locked, the run created, the time moved on. So of several instances one
/// starts it, and a crash leaves both to do or both done. Times that pass while no instance runs are one.
@ApplicationScoped
public class DueRuns {

    private static final Logger LOG = Logger.getLogger(DueRuns.class);

    private final StandingTimes times;
    private final RunOrigins origins;
    private final Runs runs;
    private final Fleet fleet;
    private final Clock clock;
    private final MeterRegistry meters;

    DueRuns(StandingTimes times, RunOrigins origins, Runs runs, Fleet fleet, Clock clock, MeterRegistry meters) {
        this.times = times;
        this.origins = origins;
        this.runs = runs;
        this.fleet = fleet;
        this.clock = clock;
        this.meters = meters;
    }

    /// Never throws: what can't be started now is found again in a second.
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void start() {
        try {
            start(clock.instant());
        } catch (RuntimeException e) {
            LOG.warnf("Standing evaluations can't be started now, cause=%s", e);
        }
    }

    /// What one standing evaluation does wrong holds no other up.
    void start(Instant now) {
        for (Key key : times.due(now)) {
            try {
                start(key, now);
            } catch (RuntimeException e) {
                LOG.warnf(
                        "Standing evaluation waits, evaluation=%s, kind=%s, family=%s, cause=%s",
                        key.evaluation(), key.kind(), key.family(), e);
                count(key, "failed");
            }
        }
    }

    private void start(Key key, Instant now) {
        Optional<Outcome> outcome;
        try {
            outcome = QuarkusTransaction.requiringNew()
                    .call(() -> times.lock(key, now).map(due -> startOrSkip(due, now)));
        } catch (InvalidRequestException e) {
            // Its transaction is gone with all that it did.
            outcome = QuarkusTransaction.requiringNew()
                    .call(() -> times.lock(key, now).map(due -> pass(due, Outcome.REFUSED, e.getMessage(), now)));
        }
        outcome.ifPresent(what -> {
            LOG.infof(
                    "Standing evaluation, evaluation=%s, kind=%s, family=%s, outcome=%s",
                    key.evaluation(), key.kind(), key.family(), what);
            count(key, what.name().toLowerCase(Locale.ROOT));
        });
    }

    private Outcome startOrSkip(Due due, Instant now) {
        Optional<UUID> before = origins.startedAt(due.time());
        if (before.isPresent()) {
            times.passed(due, Outcome.STARTED, Optional.empty(), before, now);
            return Outcome.STARTED;
        }
        Optional<UUID> open = due.last().filter(runs::isOpen);
        if (open.isPresent()) {
            // It stays the last run, so that the next time asks after it too.
            times.passed(due, Outcome.SKIPPED, Optional.of("the run before is still open"), open, now);
            return Outcome.SKIPPED;
        }
        Optional<RunRequest> request = request(due);
        if (request.isEmpty()) {
            return pass(
                    due, Outcome.SKIPPED, "no model of the family has a version that is current and unchanged", now);
        }
        UUID run = runs.create(request.get());
        origins.time(run, due.time());
        times.passed(due, Outcome.STARTED, Optional.empty(), Optional.of(run), now);
        return Outcome.STARTED;
    }

    private Outcome pass(Due due, Outcome outcome, String reason, Instant now) {
        times.passed(due, outcome, Optional.of(reason), Optional.empty(), now);
        return outcome;
    }

    private Optional<RunRequest> request(Due due) {
        StandingEvaluation evaluation = due.definition().evaluation();
        String family = due.key().family();
        if (due.key().kind() == RunKind.CANARY) {
            List<String> models = fleet.unchanged(family);
            return models.isEmpty()
                    ? Optional.empty()
                    : Optional.of(evaluation
                            .withExamples(
                                    due.definition().canary().orElseThrow().examples())
                            .of(models));
        }
        return Optional.of(evaluation
                .withExamples(due.definition().schedule().orElseThrow().examples())
                .ofFamily(family));
    }

    private void count(Key key, String outcome) {
        meters.counter("scalewatch.task.standing.runs", "kind", key.kind().name(), "outcome", outcome)
                .increment();
    }
}
