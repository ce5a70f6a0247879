package io.scalewatch.task.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.scalewatch.embedded.test.StackResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever goes wrong over HTTP is told as a problem detail.
@QuarkusTest
@WithTestResource(StackResource.class)
class ProblemIT {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"family\": \"f\",, | body | is not JSON, at line 1, column 16",
                "[1, 2] | body | is of the wrong type",
                "{} trailing | body | is not JSON, at line 1, column 4",
                "{\"family\": {\"a\": 1}} | family | is of the wrong type",
                "{\"parameters\": \"many\"} | parameters | has an unsupported value",
                "{\"deployedAt\": \"yesterday\"} | deployedAt | has an unsupported value"
            })
    void malformedJsonNamesTheFieldAndTheReason(String body, String field, String reason) {
        problem(
                        given().contentType(ContentType.JSON)
                                .body(body)
                                .post("/api/deployments")
                                .then(),
                        400)
                .body("violations.field", contains(field))
                .body("violations.reason", contains(reason))
                .body("violations[0].remedy", not(equalTo("")))
                .body("detail", equalTo(field + " " + reason))
                .body(not(containsString("io.scalewatch")))
                .body(not(containsString("java.")));
    }

    @Test
    void anUnsupportedValueNamesTheSupportedOnes() {
        problem(
                        given().contentType(ContentType.JSON)
                                .body("""
                                        {"baseUrl": "http://127.0.0.1:1/v1", "protocol": "SMOKE_SIGNALS"}""")
                                .put("/api/endpoints/problem-a")
                                .then(),
                        400)
                .body("violations.field", contains("protocol"))
                .body(
                        "violations.remedy",
                        contains("use one of OPENAI_CHAT, OPENAI_COMPLETIONS, ANTHROPIC_MESSAGES, OLLAMA"));
    }

    @Test
    void whatARecordRefusesIsNamedWithItsPath() {
        problem(
                        given().contentType(ContentType.JSON)
                                .body("""
                                        {"standingEvaluation": {"tasks": ["memo-trap"],
                                         "generation": {"maxTokens": 0}}}""")
                                .put("/api/families/problem-b")
                                .then(),
                        400)
                .body("violations.field", contains("standingEvaluation.generation"))
                .body("violations.reason", contains("maxTokens must be positive"));
    }

    @Test
    void whatAStandingEvaluationGetsWrongIsNamed() {
        problem(
                        given().contentType(ContentType.JSON)
                                .body("""
                                        {"standingEvaluation": {"tasks": ["nothing"], "variants": ["loudly"]}}""")
                                .put("/api/families/problem-c")
                                .then(),
                        400)
                .body("violations.field", contains("standingEvaluation.tasks[0]", "standingEvaluation.variants[0]"));
        given().get("/api/families/problem-c").then().statusCode(404);
    }

    @Test
    void anEmptyBodyIsMissing() {
        problem(given().contentType(ContentType.JSON).post("/api/deployments").then(), 400)
                .body("violations.field", contains("body"))
                .body("violations.reason", contains("is missing"));
    }

    @Test
    void aDocumentThatIsTooLargeIsRefused() {
        String body = "{\"family\": \"" + "x".repeat(2 << 20) + "\"}";

        problem(
                        given().contentType(ContentType.JSON)
                                .body(body)
                                .post("/api/deployments")
                                .then(),
                        400)
                .body("violations.field", contains("body"))
                .body("violations.reason", contains("is larger than a request may be"));
    }

    @Test
    void namesHaveTheirCharacters() {
        problem(
                        given().contentType(ContentType.JSON)
                                .body("{}")
                                .put("/api/families/with space")
                                .then(),
                        400)
                .body("violations.field", contains("name"));
    }

    @Test
    void pathsMethodsAndMediaTypesThatDoNotExistAreProblemsToo() {
        problem(given().get("/api/nothing").then(), 404);
        problem(given().delete("/api/families").then(), 405);
        problem(
                given().contentType("text/csv")
                        .body("a,b")
                        .post("/api/deployments")
                        .then(),
                415);
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status) {
        return response.statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .body("status", equalTo(status))
                .body("type", equalTo("about:blank"));
    }
}
