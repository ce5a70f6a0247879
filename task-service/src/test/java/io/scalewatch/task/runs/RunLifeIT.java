package io.scalewatch.task.runs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.embedded.test.StackResource;
import io.scalewatch.task.TestFleet;
import io.scalewatch.task.runs.RunState.Cause;
import io.scalewatch.task.runs.RunState.Name;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// The states of a run that come by themselves, against the real broker and database.
@QuarkusTest
@WithTestResource(StackResource.class)
class RunLifeIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Inject
    RunLab lab;

    @Inject
    Runs runs;

    @Inject
    StoredRuns storedRuns;

    private void awaitState(UUID run, PromptTap tap, Name state) {
        await().atMost(LONG).untilAsserted(() -> {
            tap.of(run);
            assertThat(lab.show(run).state()).isEqualTo(state);
        });
    }

    @Test
    void isStalledWhileNobodyAnswersAndGoesOnWhenSomebodyDoes() {
        lab.family("run-life-1", 1);
        AtomicBoolean dead = new AtomicBoolean(true);
        try (PromptTap tap = new PromptTap()
                .answering(prompts -> lab.send(prompts.stream()
                        .map(p -> dead.get() ? RunLab.failed(p, FailureKind.UNREACHABLE) : RunLab.labelled(p))
                        .toList()))) {
            UUID run = lab.run("""
                    {"families": ["run-life-1"], "tasks": ["memo-trap"], "examples": 300}""");
            awaitState(run, tap, Name.STALLED);

            dead.set(false);

            awaitState(run, tap, Name.COMPLETED);
            assertThat(lab.show(run).history().stream().map(RunView.Change::state))
                    .containsExactly(Name.PLANNED, Name.RUNNING, Name.STALLED, Name.RUNNING, Name.COMPLETED);
        }
    }

    @Test
    void hasFailedWhenNothingWasAnswered() {
        String model = lab.family("run-life-2", 1).getFirst();
        lab.deploy("run-life-2", model, "2", 1_000_000L);
        try (PromptTap tap = new PromptTap()
                .answering(prompts -> lab.send(prompts.stream()
                        .map(p -> RunLab.failed(p, FailureKind.SERVER_ERROR))
                        .toList()))) {
            UUID run = lab.run("""
                    {"families": ["run-life-2"], "tasks": ["memo-trap"], "examples": 4}""");

            awaitState(run, tap, Name.FAILED);

            assertThat(lab.show(run).cause()).contains(Cause.NOTHING_ANSWERED);
            assertThat(lab.status("run-life-2", model, "2")).isEqualTo("PENDING");
        }
    }

    @Test
    void aVersionThatNeverAnsweredStaysPendingWhenTheOthersOfItsRunHaveAnswered() {
        List<String> models = lab.family("run-life-10", 2);
        lab.deploy("run-life-10", models.getFirst(), "2", 1_000_000L);
        lab.deploy("run-life-10", models.getLast(), "2", 2_000_000L);
        try (PromptTap tap = new PromptTap()
                .answering(prompts -> lab.send(prompts.stream()
                        .map(p -> p.model().model().equals(models.getFirst())
                                ? RunLab.labelled(p)
                                : RunLab.failed(p, FailureKind.SERVER_ERROR))
                        .toList()))) {
            UUID run = lab.run("""
                    {"families": ["run-life-10"], "tasks": ["memo-trap"], "examples": 4}""");

            awaitState(run, tap, Name.COMPLETED);

            assertThat(lab.status("run-life-10", models.getFirst(), "2")).isEqualTo("CURRENT");
            assertThat(lab.status("run-life-10", models.getLast(), "2")).isEqualTo("PENDING");
            assertThat(lab.status("run-life-10", models.getLast(), "1")).isEqualTo("CURRENT");
        }
    }

    @Test
    void isSupersededWithAVersionThatItAsks() {
        String model = lab.family("run-life-3", 1).getFirst();
        try (PromptTap tap = new PromptTap()) {
            UUID run = lab.run("""
                    {"families": ["run-life-3"], "tasks": ["memo-trap"], "examples": 4}""");
            tap.awaitPrompts(run, 4);
            assertThat(runs.openRunsOf(model, "1")).containsExactly(run);

            assertThat(runs.supersede(run)).isTrue();

            assertThat(runs.supersede(run)).isFalse();
            assertThat(runs.openRunsOf(model, "1")).isEmpty();
            RunView view = lab.show(run);
            assertThat(view.state()).isEqualTo(Name.SUPERSEDED);
            assertThat(view.endedAt()).isPresent();
            assertThat(view.history().stream().map(RunView.Change::state))
                    .isEqualTo(List.of(Name.PLANNED, Name.RUNNING, Name.SUPERSEDED));
        }
    }

    @Test
    void saysWhatARunWouldTakeAndStoresNothing() {
        String model = lab.family("run-life-4", 1).getFirst();
        given().contentType(ContentType.JSON)
                .body("""
                        {"baseUrl": "http://127.0.0.1:1/v1", "protocol": "OPENAI_CHAT",
                         "prices": {"promptPerMillion": 2.5, "completionPerMillion": 10}}""")
                .put("/api/endpoints/" + model)
                .then()
                .statusCode(200)
                .body("prices.completionPerMillion", equalTo(10f));
        String request = """
                {"families": ["run-life-4"], "tasks": ["memo-trap"], "examples": 4, "trials": 3}""";
        RunEstimate first = estimate(request);
        assertThat(first.prompts()).isEqualTo(12);
        assertThat(first.completionTokens()).isEqualTo(12 * 512);
        assertThat(first.costUsd())
                .hasValueSatisfying(cost -> assertThat(cost)
                        .isCloseTo((first.promptTokens() * 2.5 + first.completionTokens() * 10) / 1e6, within(1e-9)));
        assertThat(first.seconds()).isEmpty();
        assertThat(runs.openRunsOf(model, "1")).isEmpty();

        try (PromptTap tap = new PromptTap()
                .answering(prompts -> lab.send(prompts.stream()
                        .map(p -> RunLab.counted(p, 30, 7, 0.001))
                        .toList()))) {
            awaitState(lab.run(request), tap, Name.COMPLETED);
        }

        RunEstimate second = estimate(request);
        assertThat(second.completionTokens()).isEqualTo(12 * 7);
        assertThat(second.models().getFirst().latencyMillis()).contains(10.0);
        assertThat(second.seconds()).contains(0.01);
    }

    @Test
    void anEstimateIsRefusedAsTheRunWouldBe() {
        given().contentType(ContentType.JSON)
                .body("""
                        {"families": ["nobody"], "tasks": ["what"]}""")
                .post("/api/runs?dryRun=true")
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of("families[0]", "tasks[0]")));
    }

    @Test
    void aPriceIsNotGuessed() {
        given().contentType(ContentType.JSON)
                .body("""
                        {"baseUrl": "http://127.0.0.1:1/v1", "protocol": "OPENAI_CHAT",
                         "prices": {"promptPerMillion": 2.5}}""")
                .put("/api/endpoints/run-life-5")
                .then()
                .statusCode(400)
                .body("violations[0].field", startsWith("prices"));
        given().contentType(ContentType.JSON)
                .body("""
                        {"baseUrl": "http://127.0.0.1:1/v1", "protocol": "OPENAI_CHAT",
                         "prices": {"promptPerMillion": -1, "completionPerMillion": 1}}""")
                .put("/api/endpoints/run-life-5")
                .then()
                .statusCode(400)
                .body("violations[0].field", startsWith("prices"));
    }

    @Test
    void asksWhatHasFailedOnceMore() {
        lab.family("run-life-6", 2);
        AtomicBoolean broken = new AtomicBoolean(true);
        try (PromptTap tap = new PromptTap()
                .answering(prompts -> lab.send(prompts.stream()
                        .map(p -> broken.get() && p.id().index() % 3 == 0
                                ? RunLab.failed(p, FailureKind.SERVER_ERROR)
                                : RunLab.labelled(p))
                        .toList()))) {
            UUID run = lab.run("""
                    {"families": ["run-life-6"], "tasks": ["memo-trap"], "examples": 30}""");
            awaitState(run, tap, Name.COMPLETED);
            assertThat(lab.show(run).failed()).isEqualTo(20);
            broken.set(false);

            RunView retried = retry(run).statusCode(200).extract().as(RunView.class);

            assertThat(retried.failed()).isZero();
            assertThat(retried.state()).isEqualTo(Name.RUNNING);
            assertThat(retried.endedAt()).isEmpty();
            awaitState(run, tap, Name.COMPLETED);
            // What the first attempt failed with comes again, late: it says nothing any more.
            List<PromptIssued> again =
                    tap.of(run).stream().filter(p -> p.id().attempt() == 1).toList();
            assertThat(again).hasSize(20).allMatch(p -> p.id().index() % 3 == 0);
            assertThat(lab.show(run).scored()).isEqualTo(60);
            assertThat(lab.show(run).failed()).isZero();
            // Nothing is left to be asked again.
            retry(run).statusCode(200).body("state", equalTo("COMPLETED"));
        }
    }

    /// The finisher has seen that a run was done before a user asked its failed prompts again.
    @Test
    void isNotEndedOverPromptsThatAreAskedAgain() {
        lab.family("run-life-11", 1);
        AtomicBoolean first = new AtomicBoolean(true);
        try (PromptTap tap = new PromptTap()
                .answering(prompts -> lab.send(prompts.stream()
                        .filter(p -> first.get())
                        .map(p -> p.id().index() == 0 ? RunLab.failed(p, FailureKind.SERVER_ERROR) : RunLab.labelled(p))
                        .toList()))) {
            UUID run = lab.run("""
                    {"families": ["run-life-11"], "tasks": ["memo-trap"], "examples": 4}""");
            awaitState(run, tap, Name.COMPLETED);
            first.set(false);
            retry(run).statusCode(200);

            storedRuns.finish(run);

            assertThat(lab.show(run).state()).isEqualTo(Name.RUNNING);
            given().post("/api/runs/" + run + "/cancel").then().statusCode(200);
        }
    }

    @Test
    void asksNoVersionAgainThatIsNotServedAnyMore() {
        String model = lab.family("run-life-7", 1).getFirst();
        try (PromptTap tap = new PromptTap()
                .answering(prompts -> lab.send(prompts.stream()
                        .map(p -> RunLab.failed(p, FailureKind.SERVER_ERROR))
                        .toList()))) {
            UUID run = lab.run("""
                    {"families": ["run-life-7"], "tasks": ["memo-trap"], "examples": 4}""");
            awaitState(run, tap, Name.FAILED);
            // Beside it at the same endpoint, under another name: both can be asked.
            lab.deploy("run-life-7", model, "2", 1_000_000L, Optional.of("another-name"));
            retry(run).statusCode(200).body("state", equalTo("RUNNING"));
            awaitState(run, tap, Name.FAILED);
            lab.deploy("run-life-7", model, "3", 1_000_000L);

            retry(run)
                    .statusCode(409)
                    .body("detail", equalTo("the version of " + model + " that the run asks is not served any more"));

            assertThat(lab.show(run).failed()).isEqualTo(4);
        }
    }

    @Test
    void theSameRequestWithTheSameKeyIsTheSameRun() throws Exception {
        lab.family("run-life-8", 1);
        String request = """
                {"families": ["run-life-8"], "tasks": ["memo-trap"], "examples": 4}""";
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<Future<Response>> answers =
                    both.invokeAll(List.of(() -> keyed("a key", request), () -> keyed("a key", request)));

            List<Response> responses =
                    List.of(answers.get(0).get(), answers.get(1).get());
            assertThat(responses.stream().map(Response::statusCode)).containsExactlyInAnyOrder(200, 201);
            assertThat(responses.stream().map(r -> r.path("id")).distinct()).hasSize(1);
            assertThat(responses.stream().map(r -> r.header("Location")).distinct())
                    .hasSize(1);
        }
        // The same in other words.
        keyed("a key", """
                {"examples": 4, "tasks": ["memo-trap"], "families": ["run-life-8"], "models": []}""").then().statusCode(200);
        keyed("a key", """
                {"families": ["run-life-8"], "tasks": ["memo-trap"], "examples": 6}""").then().statusCode(422).contentType("application/problem+json");
        keyed("k".repeat(256), request).then().statusCode(400).body("violations[0].field", equalTo("Idempotency-Key"));
        TestFleet.cancelRuns();
    }

    @Test
    void aKeyWhoseRequestWasRefusedIsFree() {
        lab.family("run-life-9", 1);
        keyed("free", "{}").then().statusCode(400);

        keyed("free", """
                {"families": ["run-life-9"], "tasks": ["memo-trap"], "examples": 4}""").then().statusCode(201);
        TestFleet.cancelRuns();
    }

    private static Response keyed(String key, String request) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(request)
                .post("/api/runs");
    }

    private static ValidatableResponse retry(UUID run) {
        return given().post("/api/runs/" + run + "/retry-failed").then();
    }

    private static RunEstimate estimate(String request) {
        return given().contentType(ContentType.JSON)
                .body(request)
                .post("/api/runs?dryRun=true")
                .then()
                .statusCode(200)
                .extract()
                .as(RunEstimate.class);
    }
}
