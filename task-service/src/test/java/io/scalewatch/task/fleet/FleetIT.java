package io.scalewatch.task.fleet;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.scalewatch.embedded.test.StackResource;
import org.junit.jupiter.api.Test;

/// Endpoints and families over HTTP.
@QuarkusTest
@WithTestResource(StackResource.class)
class FleetIT {

    @Test
    void putsAnEndpointAndReplacesIt() {
        given().contentType(ContentType.JSON)
                .body("""
                        {"baseUrl": "http://127.0.0.1:8780/v1/", "protocol": "OPENAI_CHAT"}""")
                .put("/api/endpoints/fleet-it-1")
                .then()
                .statusCode(201)
                .body("name", equalTo("fleet-it-1"))
                .body("baseUrl", equalTo("http://127.0.0.1:8780/v1"));

        given().contentType(ContentType.JSON)
                .body("""
                        {"baseUrl": "https://models.example/v1", "protocol": "OPENAI_CHAT", "keyName": "models-key"}""")
                .put("/api/endpoints/fleet-it-1")
                .then()
                .statusCode(200);

        given().get("/api/endpoints")
                .then()
                .statusCode(200)
                .body("find { it.name == 'fleet-it-1' }.baseUrl", equalTo("https://models.example/v1"))
                .body("find { it.name == 'fleet-it-1' }.keyName", equalTo("models-key"));
    }

    @Test
    void anEndpointDeclaresWhatItCanDo() {
        given().contentType(ContentType.JSON)
                .body("""
                        {"baseUrl": "http://127.0.0.1:8000/v1", "protocol": "OPENAI_COMPLETIONS",
                         "capabilities": ["CLASS_LOG_PROBABILITIES"]}""")
                .put("/api/endpoints/fleet-it-3")
                .then()
                .statusCode(201);
        given().contentType(ContentType.JSON)
                .body("""
                        {"baseUrl": "http://127.0.0.1:8000/v1", "protocol": "OPENAI_CHAT",
                         "capabilities": ["REASONING", "LETTER_LOG_PROBABILITIES", "REASONING"],
                         "limits": {"requestsPerMinute": 600}}""")
                .put("/api/endpoints/fleet-it-3")
                .then()
                .statusCode(200);

        given().get("/api/endpoints")
                .then()
                .body("find { it.name == 'fleet-it-3' }.limits.requestsPerMinute", equalTo(600))
                .body(
                        "find { it.name == 'fleet-it-3' }.capabilities",
                        contains("LETTER_LOG_PROBABILITIES", "REASONING"));

        given().contentType(ContentType.JSON)
                .body("""
                        {"baseUrl": "https://models.test/v1", "protocol": "ANTHROPIC_MESSAGES",
                         "capabilities": ["CLASS_LOG_PROBABILITIES"], "limits": {"tokensPerMinute": 0}}""")
                .put("/api/endpoints/fleet-it-3")
                .then()
                .statusCode(400)
                .body("violations.field", contains("capabilities[0]", "limits.tokensPerMinute"));
    }

    @Test
    void namesEveryFieldOfAnEndpointThatIsWrong() {
        given().contentType(ContentType.JSON)
                .body("""
                        {"baseUrl": "ftp://user:secret@models.example/v1?x=1"}""")
                .put("/api/endpoints/fleet-it-2")
                .then()
                .statusCode(400)
                .contentType(startsWith("application/problem+json"))
                .body("violations.field", hasItems("baseUrl", "protocol"))
                .body(
                        "violations.remedy",
                        hasItem("use one of OPENAI_CHAT, OPENAI_COMPLETIONS, ANTHROPIC_MESSAGES, OLLAMA"))
                .body("errors", equalTo(4));
    }

    @Test
    void putsAFamilyAndShowsIt() {
        given().contentType(ContentType.JSON)
                .body("""
                        {"description": "a family"}""")
                .put("/api/families/fleet-it-family")
                .then()
                .statusCode(201);

        given().get("/api/families/fleet-it-family")
                .then()
                .statusCode(200)
                .body("description", equalTo("a family"))
                .body("models.size()", equalTo(0));
        given().get("/api/families").then().statusCode(200).body("name", hasItem("fleet-it-family"));
    }

    @Test
    void saysThatAFamilyIsUnknown() {
        given().get("/api/families/fleet-it-nobody")
                .then()
                .statusCode(404)
                .contentType(startsWith("application/problem+json"))
                .body("detail", equalTo("there is no family 'fleet-it-nobody'"));
    }

    @Test
    void isReady() {
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }
}
