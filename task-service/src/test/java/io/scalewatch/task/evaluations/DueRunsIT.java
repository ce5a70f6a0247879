package io.scalewatch.task.evaluations;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.RunKind;
import io.scalewatch.embedded.test.StackResource;
import io.scalewatch.task.TestFleet;
import io.scalewatch.task.database.Database;
import io.scalewatch.task.evaluations.EvaluationView.Last;
import io.scalewatch.task.evaluations.EvaluationView.Outcome;
import io.scalewatch.task.evaluations.EvaluationView.Time;
import io.scalewatch.task.fleet.Fleet;
import io.scalewatch.task.runs.PromptTap;
import io.scalewatch.task.runs.RunLab;
import io.scalewatch.task.runs.RunOrigins;
import io.scalewatch.task.runs.RunRequest;
import io.scalewatch.task.runs.RunView;
import io.scalewatch.task.runs.Runs;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Standing evaluations whose time has come. It is the year 2100, so that the service itself, whose clock is
/// right, leaves them alone.
@QuarkusTest
@WithTestResource(StackResource.class)
class DueRunsIT {

    private static final Instant NOW = Instant.parse("2100-01-01T12:00:00Z");
    private static final Instant FIRST = Instant.parse("2100-01-02T03:00:00Z");
    private static final Instant SECOND = Instant.parse("2100-01-03T03:00:00Z");
    private static final String DAILY = """
            {"families": ["%s"], "evaluation": {"tasks": ["memo-trap"], "examples": 4},
             "schedule": {"cron": "0 3 * * *"}}""";
    private static final String CANARY = """
            {"families": ["%s"], "evaluation": {"tasks": ["memo-trap"], "examples": 100},
             "canary": {"cron": "0 3 * * *", "examples": 2}}""";

    @Inject
    StandingEvaluations evaluations;

    @Inject
    StandingTimes times;

    @Inject
    RunOrigins origins;

    @Inject
    Runs runs;

    @Inject
    Fleet fleet;

    @Inject
    RunLab lab;

    @Inject
    Database database;

    @AfterEach
    void cleanUp() {
        evaluations.all().stream().map(EvaluationView::name).forEach(evaluations::delete);
        TestFleet.cancelRuns();
    }

    @Test
    void aTimeStartsOneRunWhenItHasComeAndNotBefore() throws IOException {
        lab.family("due-a", 2);
        put("due-a", DAILY);

        dueRuns(runs).start(FIRST.minusMillis(1));
        assertThat(started("due-a")).isEmpty();
        assertThat(time("due-a").nextDue()).isEqualTo(FIRST);

        dueRuns(runs).start(FIRST);
        dueRuns(runs).start(FIRST.plusSeconds(1));

        List<UUID> started = started("due-a");
        assertThat(started).hasSize(1);
        assertThat(time("due-a").nextDue()).isEqualTo(SECOND);
        assertThat(time("due-a").last())
                .contains(new Last(FIRST, Outcome.STARTED, Optional.empty(), Optional.of(started.getFirst())));
        RunView run = lab.show(started.getFirst());
        assertThat(run.kind()).isEqualTo(RunKind.SCHEDULED);
        assertThat(run.models()).hasSize(2);
    }

    @Test
    void severalInstancesStartOneRun() throws Exception {
        lab.family("due-b", 1);
        put("due-b", DAILY);
        CountDownLatch together = new CountDownLatch(1);
        List<Future<?>> instances = new ArrayList<>();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                instances.add(threads.submit(() -> {
                    together.await();
                    dueRuns(runs).start(FIRST);
                    return null;
                }));
            }
            together.countDown();
        }

        for (Future<?> instance : instances) {
            instance.get();
        }
        assertThat(started("due-b")).hasSize(1);
    }

    @Test
    void timesThatPassedUnseenAreOne() throws IOException {
        lab.family("due-c", 1);
        put("due-c", DAILY);

        dueRuns(runs).start(FIRST.plus(Duration.ofDays(30)).plusSeconds(7));

        assertThat(started("due-c")).hasSize(1);
        assertThat(time("due-c").nextDue()).isEqualTo(FIRST.plus(Duration.ofDays(31)));
    }

    /// A crash is a transaction that never commits.
    @Test
    void aCrashAfterTheRunWasCreatedLeavesTheTimeToTheNextOne() throws IOException {
        lab.family("due-d", 1);
        put("due-d", DAILY);

        dueRuns(new Crashing(runs)).start(FIRST);
        assertThat(started("due-d")).isEmpty();
        assertThat(openRuns("due-d-0")).isEmpty();
        assertThat(time("due-d").nextDue()).isEqualTo(FIRST);

        dueRuns(runs).start(FIRST.plusSeconds(30));
        assertThat(started("due-d")).hasSize(1);
        assertThat(openRuns("due-d-0")).isEqualTo(started("due-d"));
    }

    @Test
    void oneThatFailsHoldsNoOtherUp() throws IOException {
        lab.family("due-e", 1);
        TestFleet.family("due-f");
        put("due-f", DAILY);
        put("due-e", DAILY);

        dueRuns(runs).start(FIRST);

        assertThat(started("due-e")).hasSize(1);
        assertThat(started("due-f")).isEmpty();
        assertThat(time("due-f").nextDue()).isEqualTo(SECOND);
        assertThat(time("due-f").last().orElseThrow().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(time("due-f").last().orElseThrow().reason().orElseThrow()).contains("has no models");
    }

    @Test
    void noRunIsStartedBesideTheOneBefore() throws IOException {
        lab.family("due-g", 1);
        put("due-g", DAILY);
        dueRuns(runs).start(FIRST);
        UUID first = started("due-g").getFirst();

        dueRuns(runs).start(SECOND);
        assertThat(time("due-g").last())
                .contains(new Last(
                        SECOND, Outcome.SKIPPED, Optional.of("the run before is still open"), Optional.of(first)));

        TestFleet.cancelRuns();
        dueRuns(runs).start(SECOND.plus(Duration.ofDays(1)));
        assertThat(started("due-g")).hasSize(2);
    }

    @Test
    void aTimeThatIsSetAnewAndComesAgainStartsNoSecondRun() throws IOException {
        lab.family("due-h", 1);
        put("due-h", DAILY);
        dueRuns(runs).start(FIRST);
        evaluations.delete("due-h");
        // By an instance whose clock is behind.
        put("due-h", DAILY);

        dueRuns(runs).start(FIRST);

        assertThat(started("due-h")).hasSize(1);
        assertThat(time("due-h").nextDue()).isEqualTo(SECOND);
    }

    @Test
    void aCanaryAsksALittleOfWhatHasNotChanged() throws IOException {
        List<String> models = lab.family("due-i", 2);
        lab.deploy("due-i", models.getLast(), "2", 2_000_000L);
        put("due-i", CANARY);

        try (PromptTap tap = new PromptTap()) {
            dueRuns(runs).start(FIRST);

            RunView run = lab.show(started("due-i").getFirst());
            assertThat(run.kind()).isEqualTo(RunKind.CANARY);
            assertThat(run.models()).extracting(RunView.Model::model).containsExactly(models.getFirst());
            assertThat(run.planned()).isEqualTo(2);
            assertThat(tap.awaitPrompts(run.id(), 2))
                    .allSatisfy(prompt -> assertThat(prompt.trial().runKind()).contains(RunKind.CANARY));
        }
    }

    @Test
    void aCanaryOfNothingIsSkipped() throws IOException {
        String model = lab.family("due-j", 1).getFirst();
        lab.deploy("due-j", model, "2", 1_000_000L);
        put("due-j", CANARY);

        dueRuns(runs).start(FIRST);

        assertThat(started("due-j")).isEmpty();
        assertThat(time("due-j").last().orElseThrow().outcome()).isEqualTo(Outcome.SKIPPED);
    }

    private void put(String name, String definition) throws IOException {
        evaluations.put(name, Json.mapper().readValue(definition.formatted(name), EvaluationRequest.class), NOW);
    }

    private Time time(String name) {
        return evaluations.find(name).orElseThrow().times().getFirst();
    }

    private DueRuns dueRuns(Runs runs) {
        return new DueRuns(times, origins, runs, fleet, Clock.systemUTC(), new SimpleMeterRegistry());
    }

    private List<UUID> openRuns(String model) {
        return runs.openRunsOf(model, "1");
    }

    private List<UUID> started(String evaluation) {
        return database.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT run_id FROM task.run_origin WHERE evaluation = ? ORDER BY due")) {
                select.setString(1, evaluation);
                List<UUID> ids = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        ids.add(row.getObject(1, UUID.class));
                    }
                }
                return ids;
            }
        });
    }

    /// Creates a run and does not come back.
    private record Crashing(Runs runs) implements Runs {

        @Override
        public UUID create(RunRequest request) {
            throw new IllegalStateException("crash after the run " + runs.create(request));
        }

        @Override
        public List<UUID> openRunsOf(String model, String version) {
            return runs.openRunsOf(model, version);
        }

        @Override
        public boolean isOpen(UUID id) {
            return runs.isOpen(id);
        }

        @Override
        public boolean supersede(UUID id) {
            return runs.supersede(id);
        }
    }
}
