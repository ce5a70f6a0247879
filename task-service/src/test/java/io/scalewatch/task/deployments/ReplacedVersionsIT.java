package io.scalewatch.task.deployments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.ModelDeployed;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.embedded.test.StackResource;
import io.scalewatch.task.TestFleet;
import io.scalewatch.task.evaluations.StandingEvaluations;
import io.scalewatch.task.fleet.Families;
import io.scalewatch.task.fleet.VersionRegistry;
import io.scalewatch.task.runs.PromptTap;
import io.scalewatch.task.runs.RunLab;
import io.scalewatch.task.runs.RunOrigins;
import io.scalewatch.task.runs.RunState.Name;
import io.scalewatch.task.runs.Runs;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a deployment means for the runs of the version before.
@QuarkusTest
@WithTestResource(StackResource.class)
class ReplacedVersionsIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Inject
    RunLab lab;

    @Inject
    Runs runs;

    @Inject
    VersionRegistry versions;

    @Inject
    Families families;

    @Inject
    StandingEvaluations evaluations;

    @Inject
    RunOrigins origins;

    @Inject
    ReplacedVersions replaced;

    @Inject
    TransactionSynchronizationRegistry transactions;

    @Inject
    DataSource dataSource;

    @AfterEach
    void cancelRuns() {
        TestFleet.cancelRuns();
    }

    @Test
    void aPendingVersionIsCurrentWhenItsOwnRunIsComplete() {
        try (PromptTap tap = new PromptTap().answering(this::answer)) {
            UUID first = watched("rep-a", 4);
            awaitState(first, tap, Name.COMPLETED);
            UUID second = deploy("rep-a", "2", "rep-a");
            assertThat(status("rep-a", "2")).isEqualTo("PENDING");
            assertThat(status("rep-a", "1")).isEqualTo("CURRENT");

            awaitState(second, tap, Name.COMPLETED);

            assertThat(status("rep-a", "2")).isEqualTo("CURRENT");
            assertThat(status("rep-a", "1")).isEqualTo("RETIRED");
        }
    }

    @ParameterizedTest
    @CsvSource({"rep-h, 19, PENDING", "rep-i, 20, CURRENT"})
    void aPendingVersionWhoseRunStallsIsCurrentIfItHasAnsweredEnough(String family, int answers, String status) {
        AtomicInteger left = new AtomicInteger(4 + answers);
        try (PromptTap tap = new PromptTap()
                .answering(prompts -> lab.send(prompts.stream()
                        .map(p -> left.getAndDecrement() > 0
                                ? RunLab.labelled(p)
                                : RunLab.failed(p, FailureKind.UNREACHABLE))
                        .toList()))) {
            awaitState(watched(family, 4), tap, Name.COMPLETED);
            evaluation(family, 300);
            UUID second = deploy(family, "2", family);

            awaitState(second, tap, Name.STALLED);

            assertThat(lab.show(second).scored()).isEqualTo(answers);
            assertThat(status(family, "2")).isEqualTo(status);
        }
    }

    @Test
    void aVersionThatIsReplacedInTheMiddleOfItsRunEndsIt() {
        try (PromptTap answered = new PromptTap().answering(this::answer)) {
            UUID first = watched("rep-b", 4);
            awaitState(first, answered, Name.COMPLETED);
        }
        try (PromptTap tap = new PromptTap()) {
            evaluation("rep-b", 300);
            UUID second = deploy("rep-b", "2", "rep-b");
            List<PromptIssued> out = tap.awaitPrompts(second, 64);

            UUID third = deploy("rep-b", "3", "rep-b");

            assertThat(lab.show(second).state()).isEqualTo(Name.SUPERSEDED);
            assertThat(status("rep-b", "1")).isEqualTo("CURRENT");
            assertThat(status("rep-b", "2")).isEqualTo("RETIRED");
            assertThat(status("rep-b", "3")).isEqualTo("PENDING");

            // Its late scores are counted, and move nothing: not the state, and not the publisher.
            lab.send(out.stream().map(RunLab::labelled).toList());
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(lab.show(second).scored()).isEqualTo(out.size()));
            tap.answering(prompts -> lab.send(prompts.stream()
                    .filter(p -> p.id().runId().equals(third))
                    .map(RunLab::labelled)
                    .toList()));
            awaitState(third, tap, Name.COMPLETED);
            assertThat(lab.show(second).state()).isEqualTo(Name.SUPERSEDED);
            assertThat(tap.of(second)).hasSameSizeAs(out);
            assertThat(status("rep-b", "2")).isEqualTo("RETIRED");
            assertThat(status("rep-b", "3")).isEqualTo("CURRENT");
        }
    }

    @Test
    void aVersionThatCanStillBeAskedKeepsItsRun() {
        UUID first = watched("rep-c", 300);
        TestFleet.endpoint("rep-c2");

        deploy("rep-c", "2", "rep-c2");
        deployServed("rep-c", "3", "rep-c", "another-name");

        assertThat(runs.openRunsOf("rep-c-100m", "1")).containsExactly(first);
    }

    @Test
    void theSameServedNameIsTheSameModelHoweverItIsSaid() {
        UUID first = watched("rep-d", 300);

        deployServed("rep-d", "2", "rep-d", "rep-d-100m");

        assertThat(lab.show(first).state()).isEqualTo(Name.SUPERSEDED);
    }

    @Test
    void aRunThatHasAskedTheVersionAllItHadGoesOn() {
        List<String> models = lab.family("rep-e", 2);
        try (PromptTap tap = new PromptTap()) {
            UUID run = lab.run("""
                    {"families": ["rep-e"], "tasks": ["memo-trap"], "examples": 4}""");
            lab.send(tap.awaitPrompts(run, 8).stream()
                    .filter(p -> p.model().model().equals(models.getFirst()))
                    .map(RunLab::labelled)
                    .toList());
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(lab.show(run).scored()).isEqualTo(4));

            lab.deploy("rep-e", models.getFirst(), "2", 1_000_000L);
            replaced.sweep();
            assertThat(runs.isOpen(run)).isTrue();

            lab.deploy("rep-e", models.getLast(), "2", 2_000_000L);
            replaced.sweep();
            assertThat(lab.show(run).state()).isEqualTo(Name.SUPERSEDED);
        }
    }

    /// Whoever completes a run waits for the model: a deployment that waited for the run would wait for ever.
    @Test
    void aDeploymentDoesNotWaitForARunThatIsBeingChanged() throws SQLException {
        UUID first = watched("rep-f", 300);
        try (Connection other = dataSource.getConnection()) {
            other.setAutoCommit(false);
            try (PreparedStatement lock = other.prepareStatement("SELECT id FROM task.run WHERE id = ? FOR UPDATE")) {
                lock.setObject(1, first);
                lock.executeQuery();

                deploy("rep-f", "2", "rep-f");

                assertThat(runs.isOpen(first)).isTrue();
            } finally {
                other.rollback();
            }
        }
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(lab.show(first).state()).isEqualTo(Name.SUPERSEDED));
    }

    /// A crash is a transaction that never commits; whoever deployed tries again.
    @Test
    void aCrashInTheMiddleOfADeploymentLeavesNothingOfIt() {
        UUID first = watched("rep-g", 300);
        ModelDeployed second = new ModelDeployed(
                "rep-g",
                "rep-g-100m",
                "2",
                100_000_000,
                Optional.empty(),
                "rep-g",
                Optional.empty(),
                Instant.parse("2026-11-22T00:00:00Z"));
        Deployments crashing = new Deployments(
                versions,
                replaced,
                new DeploymentRuns(families, evaluations, versions, runs, origins) {
                    @Override
                    Started start(ModelDeployed deployed) {
                        throw new IllegalStateException(
                                "crash after " + super.start(deployed).run());
                    }
                },
                transactions,
                new SimpleMeterRegistry());

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> crashing.deploy(second)))
                .hasMessageStartingWith("crash after Optional[");
        assertThat(runs.openRunsOf("rep-g-100m", "1")).containsExactly(first);
        assertThat(runs.openRunsOf("rep-g-100m", "2")).isEmpty();
        assertThat(status("rep-g", "2")).isNull();

        UUID again = deploy("rep-g", "2", "rep-g");
        assertThat(deploy("rep-g", "2", "rep-g")).isEqualTo(again);
        assertThat(runs.openRunsOf("rep-g-100m", "2")).containsExactly(again);
        assertThat(lab.show(first).state()).isEqualTo(Name.SUPERSEDED);
    }

    private void answer(List<PromptIssued> prompts) {
        lab.send(prompts.stream().map(RunLab::labelled).toList());
    }

    /// A family of one model whose first version is deployed.
    ///
    /// @return its run
    private UUID watched(String family, int examples) {
        TestFleet.endpoint(family);
        evaluation(family, examples);
        return deploy(family, "1", family);
    }

    private static void evaluation(String family, int examples) {
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body("""
                        {"standingEvaluation": {"tasks": ["memo-trap"], "examples": %d}}""".formatted(examples))
                .put("/api/families/" + family);
    }

    private static UUID deploy(String family, String version, String endpoint) {
        return UUID.fromString(TestFleet.deploy(family, family + "-100m", version, endpoint)
                .statusCode(202)
                .extract()
                .path("runId"));
    }

    private static void deployServed(String family, String version, String endpoint, String served) {
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body("""
                        {"family": "%s", "model": "%s-100m", "version": "%s", "parameters": 1e8, "endpoint": "%s",
                         "servedModel": "%s"}""".formatted(family, family, version, endpoint, served))
                .post("/api/deployments")
                .then()
                .statusCode(202);
    }

    private String status(String family, String version) {
        return lab.status(family, family + "-100m", version);
    }

    private void awaitState(UUID run, PromptTap tap, Name state) {
        await().atMost(LONG).untilAsserted(() -> {
            tap.of(run);
            assertThat(lab.show(run).state()).isEqualTo(state);
        });
    }
}
