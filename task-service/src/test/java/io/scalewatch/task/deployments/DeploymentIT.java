package io.scalewatch.task.deployments;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.scalewatch.embedded.test.StackResource;
import io.scalewatch.task.TestFleet;
import io.scalewatch.task.fleet.FamilyEntity;
import io.scalewatch.task.fleet.Fleet;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Deployments over HTTP.
@QuarkusTest
@WithTestResource(StackResource.class)
class DeploymentIT {

    @Inject
    Fleet fleet;

    @Inject
    MeterRegistry meters;

    @AfterEach
    void cancelRuns() {
        TestFleet.cancelRuns();
    }

    @Test
    void theSameDeploymentTwiceIsOneRun() {
        TestFleet.endpoint("dep-a");
        TestFleet.watchedFamily("dep-a");

        String first = run(TestFleet.deploy("dep-a", "dep-a-100m", "1", "dep-a").statusCode(202));
        String second =
                run(TestFleet.deploy("dep-a", "dep-a-100m", "1", "dep-a").statusCode(202));

        assertThat(first).isNotNull().isEqualTo(second);
        given().get("/api/families/dep-a")
                .then()
                .body("models.size()", equalTo(1))
                .body("models[0].versions.size()", equalTo(1))
                .body("models[0].versions[0].status", equalTo("CURRENT"))
                .body("models[0].versions[0].runId", equalTo(first));
        assertThat(runsOf("dep-a-100m")).containsExactly(first);
    }

    @Test
    void theSameDeploymentManyTimesAtOnceIsOneRun() throws Exception {
        TestFleet.endpoint("dep-b");
        TestFleet.watchedFamily("dep-b");

        List<Future<String>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                answers.add(threads.submit(() -> run(
                        TestFleet.deploy("dep-b", "dep-b-100m", "1", "dep-b").statusCode(202))));
            }
        }

        List<String> runs = new ArrayList<>();
        for (Future<String> answer : answers) {
            runs.add(answer.get());
        }
        assertThat(runs).doesNotContainNull();
        assertThat(runs.stream().distinct()).hasSize(1);
        assertThat(runsOf("dep-b-100m")).containsExactly(runs.getFirst());
    }

    @Test
    void aFamilyWithoutAStandingEvaluationStartsNoRun() {
        TestFleet.endpoint("dep-c");
        TestFleet.family("dep-c");

        TestFleet.deploy("dep-c", "dep-c-100m", "1", "dep-c")
                .statusCode(202)
                .body("model", equalTo("dep-c-100m"))
                .body("version", equalTo("1"))
                .body("runId", nullValue());
    }

    @Test
    void aSecondVersionHasARunOfItsOwn() {
        TestFleet.endpoint("dep-k");
        TestFleet.watchedFamily("dep-k");
        String first = run(TestFleet.deploy("dep-k", "dep-k-100m", "1", "dep-k").statusCode(202));

        String second =
                run(TestFleet.deploy("dep-k", "dep-k-100m", "2", "dep-k").statusCode(202));

        assertThat(runsOf("dep-k-100m")).containsExactlyInAnyOrder(first, second);
        given().get("/api/runs/" + second).then().body("models.version", contains("2"));
    }

    @Test
    void aVersionWhoseRunIsRefusedIsEnteredAndSaysSo() {
        TestFleet.endpoint("dep-l");
        TestFleet.watchedFamily("dep-l");
        UUID first = UUID.fromString(
                run(TestFleet.deploy("dep-l", "dep-l-100m", "1", "dep-l").statusCode(202)));
        // Valid when it was set, and no longer.
        QuarkusTransaction.requiringNew()
                .run(() -> FamilyEntity.update(
                        "standingEvaluation = ?1 where name = ?2", "{\"tasks\": [\"gone\"]}", "dep-l"));
        double refused = refusedRuns();

        TestFleet.deploy("dep-l", "dep-l-100m", "2", "dep-l")
                .statusCode(202)
                .body("runId", nullValue())
                .body("runRefused.field", contains("standingEvaluation of family dep-l: tasks[0]"))
                .body("runRefused.reason", contains("there is no such task"));

        statuses("dep-l").body("models[0].versions.status", contains("CURRENT", "PENDING"));
        given().get("/api/runs/" + first).then().body("state", equalTo("SUPERSEDED"));
        assertThat(runsOf("dep-l-100m")).containsExactly(first.toString());
        assertThat(refusedRuns()).isEqualTo(refused + 1);
    }

    private double refusedRuns() {
        return meters.counter("scalewatch.task.deployments.runs.refused").count();
    }

    @Test
    void aSecondVersionIsPendingUntilItIsPromoted() {
        TestFleet.endpoint("dep-d");
        TestFleet.family("dep-d");
        TestFleet.deploy("dep-d", "dep-d-100m", "1", "dep-d").statusCode(202);

        TestFleet.deploy("dep-d", "dep-d-100m", "2", "dep-d").statusCode(202);

        statuses("dep-d").body("models[0].versions.status", contains("CURRENT", "PENDING"));
        assertThat(fleet.model("dep-d-100m").orElseThrow().model().version()).isEqualTo("2");

        fleet.promote("dep-d-100m", "2", UUID.randomUUID());

        statuses("dep-d").body("models[0].versions.status", contains("RETIRED", "CURRENT"));

        fleet.promote("dep-d-100m", "1", UUID.randomUUID());

        statuses("dep-d").body("models[0].versions.status", contains("RETIRED", "CURRENT"));
    }

    @Test
    void aPendingVersionWaitsForItsOwnRun() {
        TestFleet.endpoint("dep-m");
        TestFleet.watchedFamily("dep-m");
        TestFleet.deploy("dep-m", "dep-m-100m", "1", "dep-m").statusCode(202);
        UUID own = UUID.fromString(
                run(TestFleet.deploy("dep-m", "dep-m-100m", "2", "dep-m").statusCode(202)));

        fleet.promote("dep-m-100m", "2", UUID.randomUUID());
        statuses("dep-m").body("models[0].versions.status", contains("CURRENT", "PENDING"));

        fleet.promote("dep-m-100m", "2", own);
        statuses("dep-m").body("models[0].versions.status", contains("RETIRED", "CURRENT"));
    }

    @Test
    void aPendingVersionWhoseRunWasCancelledWaitsForAnyOther() {
        TestFleet.endpoint("dep-n");
        TestFleet.watchedFamily("dep-n");
        TestFleet.deploy("dep-n", "dep-n-100m", "1", "dep-n").statusCode(202);
        TestFleet.deploy("dep-n", "dep-n-100m", "2", "dep-n").statusCode(202);
        TestFleet.cancelRuns();

        fleet.promote("dep-n-100m", "2", UUID.randomUUID());

        statuses("dep-n").body("models[0].versions.status", contains("RETIRED", "CURRENT"));
    }

    @Test
    void aThirdVersionTakesThePlaceOfThePendingOne() {
        TestFleet.endpoint("dep-e");
        TestFleet.family("dep-e");
        TestFleet.deploy("dep-e", "dep-e-100m", "1", "dep-e").statusCode(202);
        TestFleet.deploy("dep-e", "dep-e-100m", "2", "dep-e").statusCode(202);

        TestFleet.deploy("dep-e", "dep-e-100m", "3", "dep-e").statusCode(202);

        statuses("dep-e").body("models[0].versions.status", contains("CURRENT", "RETIRED", "PENDING"));
        fleet.promote("dep-e-100m", "2", UUID.randomUUID());
        statuses("dep-e").body("models[0].versions.status", contains("CURRENT", "RETIRED", "PENDING"));
    }

    @Test
    void theFleetListsAFamilyBySizeWithItsNewestVersions() {
        TestFleet.endpoint("dep-f");
        TestFleet.family("dep-f");
        deploy("dep-f", "dep-f-large", "1", "2800000000", "dep-f").statusCode(202);
        deploy("dep-f", "dep-f-small", "1", "1.4e8", "dep-f").statusCode(202);
        deploy("dep-f", "dep-f-large", "2", "2800000000", "dep-f").statusCode(202);

        assertThat(fleet.family("dep-f").orElseThrow())
                .extracting(m -> m.model().model() + "@" + m.model().version() + ":"
                        + m.model().parameters())
                .containsExactly("dep-f-small@1:140000000", "dep-f-large@2:2800000000");
        assertThat(fleet.family("dep-nobody")).isEmpty();
        assertThat(fleet.model("dep-nobody")).isEmpty();
    }

    @Test
    void namesWhatIsUnknown() {
        TestFleet.deploy("dep-nobody", "dep-g-100m", "1", "dep-nowhere")
                .statusCode(400)
                .contentType(startsWith("application/problem+json"))
                .body("violations.field", containsInAnyOrder("family", "endpoint"))
                .body("violations[0].reason", notNullValue())
                .body("violations[0].remedy", equalTo("add it with PUT /api/families/dep-nobody"));
    }

    @Test
    void namesWhatIsMissing() {
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/api/deployments")
                .then()
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("family", "model", "version", "parameters", "endpoint"))
                .body("violations.reason.unique()", contains("is missing"));
    }

    @Test
    void refusesSizesThatAreNone() {
        TestFleet.endpoint("dep-h");
        TestFleet.family("dep-h");

        for (String size : List.of("0", "-5", "70.5", "1e30", "\"many\"", "null")) {
            deploy("dep-h", "dep-h-100m", "1", size, "dep-h")
                    .statusCode(400)
                    .body("violations.field", contains("parameters"));
        }
        statuses("dep-h").body("models.size()", equalTo(0));
    }

    @Test
    void refusesAModelThatChangesItsSizeOrFamily() {
        TestFleet.endpoint("dep-i");
        TestFleet.family("dep-i");
        TestFleet.family("dep-i2");
        TestFleet.deploy("dep-i", "dep-i-100m", "1", "dep-i").statusCode(202);

        deploy("dep-i2", "dep-i-100m", "2", "200000000", "dep-i")
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("family", "parameters"))
                .body(
                        "violations.reason",
                        contains(
                                "the model belongs to the family 'dep-i' already",
                                "the model is known with 100000000 parameters"));
        statuses("dep-i").body("models[0].versions.size()", equalTo(1));
    }

    @Test
    void refusesAVersionThatMovesToAnotherEndpoint() {
        TestFleet.endpoint("dep-j");
        TestFleet.endpoint("dep-j2");
        TestFleet.family("dep-j");
        TestFleet.deploy("dep-j", "dep-j-100m", "1", "dep-j").statusCode(202);

        TestFleet.deploy("dep-j", "dep-j-100m", "1", "dep-j2")
                .statusCode(400)
                .body("violations.field", contains("endpoint"));
    }

    private static ValidatableResponse deploy(
            String family, String model, String version, String parameters, String endpoint) {
        return given().contentType(ContentType.JSON)
                .body("""
                        {"family": "%s", "model": "%s", "version": "%s", "parameters": %s, "endpoint": "%s"}""".formatted(family, model, version, parameters, endpoint))
                .post("/api/deployments")
                .then();
    }

    private static ValidatableResponse statuses(String family) {
        return given().get("/api/families/" + family).then().statusCode(200);
    }

    private static List<String> runsOf(String model) {
        return given().get("/api/runs")
                .then()
                .statusCode(200)
                .extract()
                .path("findAll { run -> run.models.any { it.model == '" + model + "' } }.id");
    }

    private static String run(ValidatableResponse response) {
        return response.extract().path("runId");
    }
}
