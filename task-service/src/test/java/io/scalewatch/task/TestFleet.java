package io.scalewatch.task;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;

/// Puts over HTTP what the tests of a running service need.
public final class TestFleet {

    private TestFleet() {}

    public static void endpoint(String name) {
        given().contentType(ContentType.JSON)
                .body("""
                        {"baseUrl": "http://127.0.0.1:1/v1", "protocol": "OPENAI_CHAT"}""")
                .put("/api/endpoints/" + name)
                .then()
                .statusCode(201);
    }

    /// A family without a standing evaluation.
    public static void family(String name) {
        given().contentType(ContentType.JSON)
                .body("{}")
                .put("/api/families/" + name)
                .then()
                .statusCode(201);
    }

    /// A family whose versions are asked two samples of one task.
    public static void watchedFamily(String name) {
        given().contentType(ContentType.JSON)
                .body("""
                        {"standingEvaluation": {"tasks": ["distractor-arithmetic"], "examples": 2}}""")
                .put("/api/families/" + name)
                .then()
                .statusCode(201);
    }

    /// Ends what the deployments of a test have started: nobody answers it, and other tests wait for quiet.
    public static void cancelRuns() {
        List<String> running = given().get("/api/runs?limit=1000")
                .then()
                .statusCode(200)
                .extract()
                .path("findAll { !it.endedAt }.id");
        running.forEach(run -> given().post("/api/runs/" + run + "/cancel"));
    }

    public static ValidatableResponse deploy(String family, String model, String version, String endpoint) {
        return given().contentType(ContentType.JSON)
                .body("""
                        {"family": "%s", "model": "%s", "version": "%s", "parameters": 1e8, "endpoint": "%s"}""".formatted(family, model, version, endpoint))
                .post("/api/deployments")
                .then();
    }
}
