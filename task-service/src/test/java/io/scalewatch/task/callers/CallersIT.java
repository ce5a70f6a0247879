package io.scalewatch.task.callers;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.scalewatch.embedded.test.StackResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may call through a browser.
@QuarkusTest
@WithTestResource(StackResource.class)
class CallersIT {

    private static final String PAGE = "http://localhost:8704";
    private static final String ENDPOINT = "{\"baseUrl\": \"http://localhost:8000/v1\", \"protocol\": \"OPENAI_CHAT\"}";

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost:8799"})
    void aPageOfAnotherSiteChangesNothing(String origin) {
        given().header("Origin", origin)
                .contentType("application/json")
                .body(ENDPOINT)
                .put("/api/endpoints/from-elsewhere")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo("Origin"))
                .header("Access-Control-Allow-Origin", nullValue());
        // What a form can send needs no preflight.
        given().header("Origin", origin)
                .contentType("text/plain")
                .body("{}")
                .post("/api/runs")
                .then()
                .statusCode(403);
        given().get("/api/endpoints").then().statusCode(200).body("name", not(hasItem("from-elsewhere")));
    }

    @Test
    void anotherSiteCannotReadAnswersEither() {
        given().header("Origin", "https://evil.example")
                .get("/api/runs")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
        given().header("Host", "evil.example")
                .get("/api/runs")
                .then()
                .statusCode(403)
                .body("violations[0].field", equalTo("Host"));
    }

    @Test
    void thePageMayReadAndStartRuns() {
        given().header("Origin", PAGE)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type,idempotency-key")
                .options("/api/runs")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", equalTo(PAGE))
                .header("Access-Control-Allow-Methods", containsString("POST"));
        given().header("Origin", PAGE)
                .get("/api/runs")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", equalTo(PAGE))
                .header("Access-Control-Expose-Headers", containsString("Link"));
        // It is let through, and refused for what it asks.
        given().header("Origin", PAGE)
                .contentType("application/json")
                .body("{}")
                .post("/api/runs")
                .then()
                .statusCode(400);
    }

    @Test
    void aProgramNeedsNoOrigin() {
        given().contentType("application/json")
                .body("{}")
                .post("/api/runs")
                .then()
                .statusCode(400);
    }
}
