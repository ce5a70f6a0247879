package io.scalewatch.task.deployments;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.event.ModelDeployed;
import io.scalewatch.contracts.topic.DeadLetter;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.embedded.test.StackResource;
import io.scalewatch.task.TestFleet;
import io.scalewatch.task.TestTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Deployments from the topic.
@QuarkusTest
@WithTestResource(StackResource.class)
class DeploymentChannelIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @AfterEach
    void cancelRuns() {
        TestFleet.cancelRuns();
    }

    @Test
    void aDeploymentIsEnteredAndItsRunStarted() {
        TestFleet.endpoint("chan-a");
        TestFleet.watchedFamily("chan-a");

        publish(deployed("chan-a", "chan-a-100m", "1"));

        await().atMost(SOON).untilAsserted(() -> assertThat(run("chan-a")).isNotNull());
    }

    @Test
    void aDeploymentThatComesTwiceAndOverHttpIsOneRun() {
        TestFleet.endpoint("chan-b");
        TestFleet.watchedFamily("chan-b");

        publish(deployed("chan-b", "chan-b-100m", "1"));
        publish(deployed("chan-b", "chan-b-100m", "1"));
        String overHttp = TestFleet.deploy("chan-b", "chan-b-100m", "1", "chan-b")
                .statusCode(202)
                .extract()
                .path("runId");
        // Same key, same partition: when the last one is entered, the others were handled.
        publish(deployed("chan-b", "chan-b-200m", "1"));

        await().atMost(SOON)
                .untilAsserted(() -> given().get("/api/families/chan-b").then().body("models.size()", equalTo(2)));
        assertThat(run("chan-b")).isNotNull().isEqualTo(overHttp);
    }

    @Test
    void whatCannotBeReadGoesToTheDeadLettersAndTheStreamGoesOn() {
        TestFleet.endpoint("chan-c");
        TestFleet.family("chan-c");
        ModelDeployed good = deployed("chan-c", "chan-c-100m", "1");

        TestTopics.send(
                Topics.MODEL_DEPLOYMENTS,
                "chan-c",
                "{not json".getBytes(StandardCharsets.UTF_8),
                Codecs.MODEL_DEPLOYED.headers(good, "/test"));
        TestTopics.send(Topics.MODEL_DEPLOYMENTS, "chan-c", Codecs.MODEL_DEPLOYED.encode(good), new RecordHeaders());
        publish(good);

        await().atMost(SOON)
                .untilAsserted(() -> given().get("/api/families/chan-c").then().body("models.size()", equalTo(1)));
        List<ConsumerRecord<String, byte[]>> dead = deadLetters("chan-c", 2);
        assertThat(dead.getFirst().value()).asString(StandardCharsets.UTF_8).isEqualTo("{not json");
        assertThat(header(dead.getFirst(), DeadLetter.REASON_HEADER)).startsWith("not JSON");
        assertThat(header(dead.getFirst(), DeadLetter.TOPIC_HEADER)).isEqualTo(Topics.MODEL_DEPLOYMENTS);
        assertThat(header(dead.getFirst(), "ce_type")).isEqualTo(Codecs.MODEL_DEPLOYED.type());
        assertThat(header(dead.getLast(), DeadLetter.REASON_HEADER)).isEqualTo("the header ce_type is missing");
    }

    @Test
    void whatCannotBeEnteredGoesToTheDeadLettersWithTheField() {
        TestFleet.endpoint("chan-d");

        publish(deployed("chan-d", "chan-d-100m", "1"));

        List<ConsumerRecord<String, byte[]>> dead = deadLetters("chan-d", 1);
        assertThat(header(dead.getFirst(), DeadLetter.REASON_HEADER)).startsWith("family: there is no family 'chan-d'");
    }

    private static ModelDeployed deployed(String family, String model, String version) {
        return new ModelDeployed(
                family,
                model,
                version,
                100_000_000,
                Optional.empty(),
                family,
                Optional.empty(),
                Instant.parse("2026-01-31T12:00:00Z"));
    }

    private static void publish(ModelDeployed deployed) {
        TestTopics.send(
                Topics.MODEL_DEPLOYMENTS,
                deployed.family(),
                Codecs.MODEL_DEPLOYED.encode(deployed),
                Codecs.MODEL_DEPLOYED.headers(deployed, "/test"));
    }

    private static String run(String family) {
        return given().get("/api/families/" + family).then().extract().path("models[0].versions[0].runId");
    }

    private static List<ConsumerRecord<String, byte[]>> deadLetters(String key, int count) {
        return await().atMost(SOON)
                .until(
                        () -> TestTopics.records(Topics.deadLetters(Topics.MODEL_DEPLOYMENTS), key),
                        found -> found.size() == count);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
