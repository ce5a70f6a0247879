package io.scalewatch.task.publishing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.embedded.test.StackResource;
import io.scalewatch.task.database.Database;
import io.scalewatch.task.publishing.Pacer.Portion;
import io.scalewatch.task.publishing.PublishingStore.Again;
import io.scalewatch.task.runs.PromptTap;
import io.scalewatch.task.runs.RunLab;
import jakarta.inject.Inject;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The budget of a run whose models are published by two instances: neither knows what the other has out.
@QuarkusTest
@WithTestResource(StackResource.class)
class BudgetStoreIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Inject
    RunLab lab;

    @Inject
    Database database;

    @Inject
    BudgetStore budgets;

    @Inject
    PublishingStore store;

    @Inject
    EndpointLeases leases;

    @Test
    void whatIsAskedAgainIsHeldBackFromTheMomentItIsGranted() {
        List<String> models = lab.family("budget-store-1", 2);
        UUID run;
        try (PromptTap tap = new PromptTap()
                .answering(prompts -> lab.send(prompts.stream()
                        .map(p -> RunLab.failed(p, FailureKind.SERVER_ERROR))
                        .toList()))) {
            run = lab.run("""
                    {"families": ["budget-store-1"], "tasks": ["memo-trap"], "examples": 4,
                     "budget": {"requests": 10}}""");
            await().atMost(LONG).untilAsserted(() -> {
                tap.of(run);
                given().get("/api/runs/" + run).then().body("state", equalTo("FAILED"));
            });
        }
        takeAway(models);
        given().contentType(ContentType.JSON)
                .post("/api/runs/" + run + "/retry-failed")
                .then()
                .statusCode(200);
        List<ModelOfRun> rows = store.modelsOfRuns(models, 0);
        assertThat(rows).extracting(ModelOfRun::due).containsExactly(4L, 4L);
        Portion first = new Portion(rows.getFirst(), 4, 0);
        Portion second = new Portion(rows.getLast(), 4, 0);

        // Eight requests of ten are made.
        assertThat(budgets.reserve(run, List.of(first)).granted()).containsExactly(new Portion(rows.getFirst(), 2, 0));

        assertThat(budgets.reserve(run, List.of(second)).granted()).isEmpty();
        assertThat(budgets.reserve(run, List.of(second)).room().out()).isEqualTo(2);
        // After a crash before the acknowledgement the same ones are granted once more, and no others.
        assertThat(budgets.reserve(run, List.of(first)).granted()).containsExactly(new Portion(rows.getFirst(), 2, 0));
        List<Again> published = store.due(run, 0, 2);
        store.advance(List.of(), published, leases.owner(), Map.of());
        assertThat(budgets.reserve(run, List.of(first)).granted()).isEmpty();
        given().post("/api/runs/" + run + "/cancel").then().statusCode(200);
    }

    /// The endpoints are another instance's, so that this one publishes nothing.
    private void takeAway(List<String> endpoints) {
        database.call(connection -> {
            try (Statement s = connection.createStatement()) {
                return s.executeUpdate("UPDATE task.endpoint_lease SET owner = 'another', epoch = epoch + 1,"
                        + " held_until = now() + interval '1 hour' WHERE endpoint IN ('"
                        + String.join("', '", endpoints) + "')");
            }
        });
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(leases.held()).doesNotContainKeys(endpoints.toArray(String[]::new)));
    }
}
