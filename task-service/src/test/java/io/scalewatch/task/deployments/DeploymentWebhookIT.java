package io.scalewatch.task.deployments;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.scalewatch.embedded.test.StackResource;
import io.scalewatch.task.TestFleet;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Deployments by signed calls.
@QuarkusTest
@WithTestResource(StackResource.class)
class DeploymentWebhookIT {

    @Inject
    Clock clock;

    @ConfigProperty(name = "scalewatch.task.webhook.secret")
    String secret;

    @AfterEach
    void cancelRuns() {
        TestFleet.cancelRuns();
    }

    @Test
    void aDeploymentThatAlsoComesAnotherWayIsOneRun() {
        TestFleet.endpoint("hook-a");
        TestFleet.watchedFamily("hook-a");
        String deployment = """
                {"family": "hook-a", "model": "hook-a-100m", "version": "1", "parameters": 1e8, "endpoint": "hook-a"}""";

        String first = signed(deployment).statusCode(202).extract().path("runId");
        String again = signed(deployment).statusCode(202).extract().path("runId");
        String overRest = TestFleet.deploy("hook-a", "hook-a-100m", "1", "hook-a")
                .statusCode(202)
                .extract()
                .path("runId");

        assertThat(first).isNotNull().isEqualTo(again).isEqualTo(overRest);
    }

    @Test
    void whatIsNotSignedIsRefused() {
        String at = String.valueOf(clock.instant().getEpochSecond());
        String other =
                new WebhookSignature("not the secret of this service").of(at, "{}".getBytes(StandardCharsets.UTF_8));

        call("{}", at, other)
                .statusCode(401)
                .contentType(startsWith("application/problem+json"))
                .header("WWW-Authenticate", "HMAC-SHA256")
                .body("detail", startsWith("the header X-Scalewatch-Signature is not the HMAC-SHA256"));
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/api/webhooks/deployments")
                .then()
                .statusCode(401);
    }

    @Test
    void whatIsSignedAndWrongIsNamed() {
        signed("{}")
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("family", "model", "version", "parameters", "endpoint"));
        signed("").statusCode(400).body("violations[0].field", equalTo("body"));
        signed("{not json").statusCode(400).contentType(startsWith("application/problem+json"));
    }

    @Test
    void whatIsTooLargeIsNotRead() {
        signed(" ".repeat((1 << 16) + 1)).statusCode(413);
    }

    private ValidatableResponse signed(String body) {
        String at = String.valueOf(clock.instant().getEpochSecond());
        return call(body, at, new WebhookSignature(secret).of(at, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static ValidatableResponse call(String body, String at, String signature) {
        return given().contentType(ContentType.JSON)
                .header(WebhookGuard.TIMESTAMP, at)
                .header(WebhookGuard.SIGNATURE, signature)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/webhooks/deployments")
                .then();
    }
}
