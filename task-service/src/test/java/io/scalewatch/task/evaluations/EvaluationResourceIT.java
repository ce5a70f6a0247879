package io.scalewatch.task.evaluations;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.scalewatch.embedded.test.StackResource;
import io.scalewatch.task.TestFleet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Standing evaluations over HTTP.
@QuarkusTest
@WithTestResource(StackResource.class)
class EvaluationResourceIT {

    @AfterEach
    void cancelRuns() {
        TestFleet.cancelRuns();
    }

    @Test
    void isPutShownReplacedAndTakenAway() {
        TestFleet.family("ev-a");
        TestFleet.family("ev-b");
        // On New Year's Day alone: no test is that long.
        String both = """
                {"families": ["ev-a", "ev-b"], "evaluation": {"tasks": ["memo-trap"], "examples": 100},
                 "schedule": {"cron": "0 3 1 1 *", "zone": "Europe/Berlin"},
                 "canary": {"cron": "0 4 1 1 *", "examples": 10}}""";

        put("ev-1", both)
                .statusCode(201)
                .body("definition.evaluation.examples", equalTo(100))
                .body("times.kind", contains("SCHEDULED", "SCHEDULED", "CANARY", "CANARY"))
                .body("times.family", contains("ev-a", "ev-b", "ev-a", "ev-b"))
                .body("times.nextDue", hasItem(notNullValue()));
        put("ev-1", both).statusCode(200).body("times.size()", equalTo(4));
        put("ev-1", """
                {"families": ["ev-b"], "evaluation": {"tasks": ["memo-trap"]},
                 "schedule": {"cron": "0 3 1 1 *"}}""").statusCode(200).body("times.family", contains("ev-b"));
        given().get("/api/standing-evaluations").then().body("name", hasItem("ev-1"));

        given().delete("/api/standing-evaluations/ev-1").then().statusCode(204);

        given().delete("/api/standing-evaluations/ev-1").then().statusCode(404);
        given().get("/api/standing-evaluations/ev-1")
                .then()
                .statusCode(404)
                .body("detail", equalTo("there is no standing evaluation 'ev-1'"));
        given().get("/api/standing-evaluations").then().body("name", not(hasItem("ev-1")));
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        TestFleet.family("ev-c");

        put("ev-2", """
                {"families": ["ev-c", "ev-c", "ev-nobody"], "evaluation": {"tasks": ["nothing"]},
                 "schedule": {"cron": "0 25 * * *"}, "canary": {"cron": "0 4 * * *", "zone": "Mars"}}""")
                .statusCode(400)
                .body(
                        "violations.field",
                        containsInAnyOrder(
                                "families[1]",
                                "families[2]",
                                "evaluation.tasks[0]",
                                "schedule.cron",
                                "canary.cron",
                                "canary.examples"));
        put("ev-2", "{}")
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("families", "evaluation", "schedule"));
        given().get("/api/standing-evaluations/ev-2").then().statusCode(404);
    }

    @Test
    void namesTheTimeWhoseRunsWouldBeRefused() {
        TestFleet.family("ev-f");

        put("ev-5", """
                {"families": ["ev-f"], "evaluation": {"tasks": ["sycophancy-factual"], "examples": 4},
                 "schedule": {"cron": "0 3 1 1 *", "examples": 0}, "canary": {"cron": "0 4 1 1 *", "examples": 1}}""")
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("schedule.examples", "canary.examples"));
    }

    @Test
    void aDeploymentIsOneRunOfOneStandingEvaluation() {
        TestFleet.endpoint("ev-d");
        TestFleet.family("ev-d");
        TestFleet.watchedFamily("ev-e");
        String definition = """
                {"families": ["%s"], "evaluation": {"tasks": ["memo-trap"], "examples": 2}, "onDeployment": true}""";
        put("ev-3", definition.formatted("ev-d")).statusCode(201);

        put("ev-4", definition.formatted("ev-d")).statusCode(400).body("violations.field", contains("families[0]"));
        put("ev-4", definition.formatted("ev-e")).statusCode(400).body("violations.field", contains("families[0]"));

        String run = TestFleet.deploy("ev-d", "ev-d-100m", "1", "ev-d")
                .statusCode(202)
                .body("runId", notNullValue())
                .extract()
                .path("runId");
        TestFleet.deploy("ev-d", "ev-d-100m", "1", "ev-d").body("runId", equalTo(run));
        given().get("/api/runs/" + run)
                .then()
                .body("kind", equalTo("DEPLOYMENT"))
                .body("tasks", contains("memo-trap"));
    }

    private static ValidatableResponse put(String name, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .put("/api/standing-evaluations/" + name)
                .then();
    }
}
