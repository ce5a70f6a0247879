package io.scalewatch.task.runs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.scalewatch.embedded.test.StackResource;
import io.scalewatch.task.runs.RunState.Cause;
import io.scalewatch.task.runs.RunState.Name;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Budgets, held by the publisher, against the real broker and database.
@QuarkusTest
@WithTestResource(StackResource.class)
class RunBudgetIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    /// What a prompt of these runs may write, tokens: a dollar.
    private static final int MOST = 10;

    @Inject
    RunLab lab;

    private void price(String endpoint) {
        given().contentType(ContentType.JSON)
                .body("""
                        {"baseUrl": "http://127.0.0.1:1/v1", "protocol": "OPENAI_CHAT",
                         "prices": {"promptPerMillion": 0, "completionPerMillion": 100000}}""")
                .put("/api/endpoints/" + endpoint)
                .then()
                .statusCode(200);
    }

    private PromptTap answering() {
        return new PromptTap()
                .answering(prompts -> lab.send(prompts.stream()
                        // Half of what they may write.
                        .map(p -> RunLab.counted(p, 20, MOST / 2, 0.5))
                        .toList()));
    }

    private UUID run(String family, String budget) {
        return lab.run("""
                {"families": ["%s"], "tasks": ["memo-trap"], "budget": %s,
                 "generation": {"maxTokens": %d, "temperature": 0}}""".formatted(family, budget, MOST));
    }

    private RunView awaitPaused(UUID run, PromptTap tap) {
        await().atMost(LONG).untilAsserted(() -> {
            tap.of(run);
            assertThat(lab.show(run).state()).isEqualTo(Name.PAUSED);
        });
        return lab.show(run);
    }

    @Test
    void moneyIsHeldBeforeItIsPassedAndMayBeRaised() {
        List<String> models = lab.family("run-budget-1", 2);
        models.forEach(this::price);
        try (PromptTap tap = answering()) {
            UUID run = run("run-budget-1", "{\"usd\": 100}");

            RunView paused = awaitPaused(run, tap);

            assertThat(paused.cause()).contains(Cause.BUDGET_USD);
            // An answer takes half a dollar, and a dollar is held back for it: the last one needs that much.
            assertThat(paused.spent().usd()).isGreaterThan(99.0).isLessThanOrEqualTo(100.0);
            assertThat(paused.published()).isEqualTo(paused.scored());
            assertThat(paused.spent().completionTokens()).isEqualTo(paused.scored() * MOST / 2);

            given().contentType(ContentType.JSON)
                    .body("{\"usd\": 120}")
                    .put("/api/runs/" + run + "/budget")
                    .then()
                    .statusCode(200)
                    .body("budget.usd", equalTo(120f))
                    .body("state", equalTo("PAUSED"));
            given().post("/api/runs/" + run + "/resume").then().statusCode(200);

            await().atMost(LONG).untilAsserted(() -> {
                tap.of(run);
                assertThat(lab.show(run).spent().usd()).isGreaterThan(119.0);
            });
            assertThat(awaitPaused(run, tap).spent().usd()).isLessThanOrEqualTo(120.0);
            given().post("/api/runs/" + run + "/cancel").then().statusCode(200);
        }
    }

    @Test
    void requestsAreCountedToTheLast() {
        lab.family("run-budget-2", 3);
        try (PromptTap tap = answering()) {
            UUID run = run("run-budget-2", "{\"requests\": 101}");

            RunView paused = awaitPaused(run, tap);

            assertThat(paused.cause()).contains(Cause.BUDGET_REQUESTS);
            assertThat(paused.published()).isEqualTo(101);
            assertThat(tap.of(run)).hasSize(101);
            given().post("/api/runs/" + run + "/cancel").then().statusCode(200);
        }
    }

    @Test
    void tokensNobodyCountedAreTakenForTheMost() {
        lab.family("run-budget-3", 1);
        try (PromptTap tap = new PromptTap()
                .answering(prompts ->
                        lab.send(prompts.stream().map(RunLab::labelled).toList()))) {
            UUID run = run("run-budget-3", "{\"tokens\": 10000}");

            RunView paused = awaitPaused(run, tap);

            assertThat(paused.cause()).contains(Cause.BUDGET_TOKENS);
            // A prompt has at least one byte and may write ten tokens.
            assertThat(paused.published()).isBetween(1L, 10_000L / (MOST + 1));
            given().post("/api/runs/" + run + "/cancel").then().statusCode(200);
        }
    }

    @Test
    void moneyCantBeHeldWithoutPrices() {
        String model = lab.family("run-budget-4", 1).getFirst();
        given().contentType(ContentType.JSON)
                .body("""
                        {"families": ["run-budget-4"], "tasks": ["memo-trap"], "budget": {"usd": 1}}""")
                .post("/api/runs")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("budget.usd"))
                .body(
                        "violations[0].remedy",
                        equalTo("add them with PUT /api/endpoints/" + model + ", or limit the tokens"));
    }
}
