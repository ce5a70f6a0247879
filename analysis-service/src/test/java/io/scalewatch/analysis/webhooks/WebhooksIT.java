package io.scalewatch.analysis.webhooks;

import static io.restassured.RestAssured.given;
import static io.scalewatch.analysis.subscribers.Alerts.alert;
import static io.scalewatch.contracts.event.ScalingAlert.Severity.CRITICAL;
import static io.scalewatch.contracts.event.ScalingAlert.Severity.WARNING;
import static io.scalewatch.contracts.event.ScalingAlert.Status.RAISED;
import static io.scalewatch.contracts.event.ScalingAlert.Status.RESOLVED;
import static io.scalewatch.contracts.event.ScalingAlert.Status.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.scalewatch.analysis.subscribers.Alerts;
import io.scalewatch.analysis.subscribers.Receiver;
import io.scalewatch.analysis.subscribers.SubscribersProfile;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.embedded.test.StackResource;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From the topic to subscribers that answer, fail, take their time and vanish. Each test has a family of its own.
@QuarkusTest
@TestProfile(SubscribersProfile.class)
@WithTestResource(StackResource.class)
class WebhooksIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = SubscribersProfile.RECEIVER)
    int port;

    @Inject
    DataSource database;

    @Inject
    WebhookQueue queue;

    @Inject
    DeliveryStore store;

    private final String name = "hook-" + UUID.randomUUID();
    private final String path = "/" + name;
    private final String family = "family-" + UUID.randomUUID();
    private Alerts alerts;
    private Receiver receiver;

    @BeforeEach
    void open() throws Exception {
        alerts = new Alerts(bootstrapServers);
        receiver = new Receiver(port);
    }

    @AfterEach
    void close() {
        given().delete("/api/webhooks" + path);
        receiver.close();
        alerts.close();
    }

    @Test
    void anEventIsDeliveredOnceSignedAndLogged() throws Exception {
        // Given
        create(name, Map.of("families", List.of(family), "severity", "critical"))
                .statusCode(201)
                .header("Location", containsString("/api/webhooks" + path))
                .body("state", equalTo("active"));
        ScalingAlert wanted = alert(family, 0, RAISED, CRITICAL);
        // When
        alerts.abort(alert(family + "-aborted", 0, RAISED, CRITICAL));
        alerts.commit(alert(family + "-other", 0, RAISED, CRITICAL), wanted);
        alerts.commit(wanted);
        alerts.commit(alert(family, 1, RESOLVED, WARNING), alert(family, 2, RESOLVED, CRITICAL));
        // Then
        await().atMost(PATIENCE).until(() -> receiver.calls(path).size() >= 2);
        List<Receiver.Call> calls = receiver.calls(path);
        assertThat(calls)
                .extracting(call -> call.header("webhook-id"))
                .containsExactly(wanted.alertId() + "/0", wanted.alertId() + "/2");
        Receiver.Call call = calls.getFirst();
        long timestamp = Long.parseLong(call.header("webhook-timestamp"));
        assertThat(Instant.ofEpochSecond(timestamp)).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(call.header("webhook-signature"))
                .isEqualTo(MessageSignature.with(SubscribersProfile.SECRET)
                        .orElseThrow()
                        .of(wanted.alertId() + "/0", timestamp, call.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(call.header("Content-Type")).isEqualTo("application/json");
        JsonNode body = Json.mapper().readTree(call.body());
        assertThat(body.at("/type").asText()).isEqualTo("io.scalewatch.alert");
        assertThat(body.at("/timestamp").asText()).isEqualTo(Alerts.RAISED.toString());
        assertThat(Json.mapper().treeToValue(body.at("/data"), ScalingAlert.class))
                .isEqualTo(wanted);
        await().atMost(PATIENCE)
                .untilAsserted(() -> deliveries(name)
                        .body("messageId", contains(wanted.alertId() + "/2", wanted.alertId() + "/0"))
                        .body("state", everyItem(equalTo("delivered")))
                        .body("status", everyItem(equalTo(204)))
                        .body("attempts", everyItem(equalTo(1))));
    }

    @Test
    void whatFailsIsSentAgainAndTheNextEventOfTheAlertWaitsForIt() {
        AtomicInteger failures = new AtomicInteger(2);
        receiver.answers(path, (call, response) -> failures.getAndDecrement() > 0 ? 500 : 200);
        create(name, Map.of("families", List.of(family))).statusCode(201);

        alerts.commit(alert(family, 0, RAISED, WARNING), alert(family, 1, UPDATED, CRITICAL));

        String id = alert(family, 0, RAISED, WARNING).alertId();
        await().atMost(PATIENCE).until(() -> receiver.calls(path).size() >= 4);
        assertThat(receiver.calls(path))
                .extracting(call -> call.header("webhook-id"))
                .containsExactly(id + "/0", id + "/0", id + "/0", id + "/1");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> deliveries(name).body("find { it.messageId == '" + id + "/0' }.attempts", equalTo(3)));
        given().get("/api/webhooks" + path)
                .then()
                .body("state", equalTo("active"))
                .body("failures", equalTo(0));
    }

    @Test
    void oneThatIsSlowHoldsUpNobodyElse() {
        CountDownLatch patience = new CountDownLatch(1);
        receiver.answers("/slow", (call, response) -> {
            patience.await();
            return 200;
        });
        create(name + "-slow", Map.of("families", List.of(family), "url", url("/slow")))
                .statusCode(201);
        create(name, Map.of("families", List.of(family))).statusCode(201);
        alerts.commit(alert(family, 0, RAISED, WARNING), alert(family, 1, UPDATED, CRITICAL));
        try {
            await().atMost(PATIENCE).until(() -> !receiver.calls("/slow").isEmpty());
            await().atMost(PATIENCE).until(() -> receiver.calls(path).size() == 2);
            assertThat(receiver.calls("/slow"))
                    .allMatch(call -> call.header("webhook-id").endsWith("/0"));
        } finally {
            given().delete("/api/webhooks" + path + "-slow").then().statusCode(204);
            patience.countDown();
        }
    }

    @Test
    void oneThatFailsOftenIsDisabledSaysSoAndGetsWhatWaitedWhenItIsEnabled() {
        AtomicBoolean broken = new AtomicBoolean(true);
        receiver.answers(path, (call, response) -> broken.get() ? 503 : 200);
        create(name, Map.of("families", List.of(family))).statusCode(201);

        alerts.commit(alert(family, 0, RAISED, WARNING));

        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/api/webhooks" + path)
                        .then()
                        .body("state", equalTo("disabled"))
                        .body("disabledBecause", containsString("5 calls in a row have failed since"))
                        .body("disabledAt", notNullValue()));
        await().atMost(PATIENCE).untilAsserted(() -> metrics("scalewatch_analysis_webhook_disabled", "1.0"));
        alerts.commit(alert(family, 1, UPDATED, CRITICAL));
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/api/webhooks" + path).then().body("pending", equalTo(2)));
        assertThat(receiver.calls(path)).hasSize(5);

        broken.set(false);
        given().post("/api/webhooks" + path + "/enable").then().statusCode(200).body("state", equalTo("active"));

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> deliveries(name).body("", hasSize(2)).body("state", everyItem(equalTo("delivered"))));
        await().atMost(PATIENCE).untilAsserted(() -> metrics("scalewatch_analysis_webhook_disabled", "0.0"));
    }

    /// Between the subscriber's answer and the log: as if another instance had taken over from one that died.
    @Test
    void whatWasDeliveredButNotWrittenDownIsDeliveredAgainUnderTheSameId() {
        AtomicBoolean first = new AtomicBoolean(true);
        receiver.answers(path, (call, response) -> {
            if (first.getAndSet(false)) {
                forgetClaim();
            }
            return 200;
        });
        create(name, Map.of("families", List.of(family))).statusCode(201);

        alerts.commit(alert(family, 0, RAISED, WARNING));

        String id = alert(family, 0, RAISED, WARNING).alertId() + "/0";
        await().atMost(PATIENCE).untilAsserted(() -> deliveries(name).body("state", contains("delivered")));
        assertThat(receiver.calls(path))
                .extracting(call -> call.header("webhook-id"))
                .containsExactly(id, id);
    }

    /// A delivery that refers to a webhook which is gone would be refused, and the alert with it.
    @Test
    void noneIsDeletedWhileSomethingIsQueuedForIt() throws Exception {
        create(name, Map.of("families", List.of(family))).statusCode(201);
        try (var queueing = database.getConnection();
                var deleting = database.getConnection();
                var delete = deleting.createStatement()) {
            queueing.setAutoCommit(false);
            delete.execute("set lock_timeout = '100ms'");

            queue.storing(queueing, List.of(alert(family, 0, RAISED, WARNING)));

            assertThatThrownBy(() -> delete.execute("delete from analysis.webhook where name = '" + name + "'"))
                    .hasMessageContaining("lock timeout");
            queueing.rollback();
            delete.execute("reset lock_timeout");
        }
    }

    @Test
    void whatWaitsForADisabledOneIsGivenUpInTheEndAndTheLogIsNotKeptForEver() throws Exception {
        create(name, Map.of("families", List.of(family))).statusCode(201);
        given().post("/api/webhooks" + path + "/ping").then().statusCode(200);
        given().post("/api/webhooks" + path + "/disable").then().body("state", equalTo("disabled"));
        alerts.commit(alert(family, 0, RAISED, WARNING));
        await().atMost(PATIENCE).untilAsserted(() -> deliveries(name).body("state", hasItems("pending", "delivered")));

        store.tidy(Instant.now().plus(Duration.ofHours(25)), Duration.ofHours(24), Duration.ofDays(30));
        deliveries(name)
                .body("state", containsInAnyOrder("given-up", "delivered"))
                .body("reason", hasItems("the webhook was disabled"));

        store.tidy(Instant.now().plus(Duration.ofDays(33)), Duration.ofHours(24), Duration.ofDays(30));
        deliveries(name).body("", hasSize(0));
    }

    @Test
    void aPingTellsAtOnceHowItWentAndFollowsNoRedirect() {
        create(name, Map.of()).statusCode(201);
        given().post("/api/webhooks" + path + "/ping")
                .then()
                .statusCode(200)
                .body("state", equalTo("delivered"))
                .body("status", equalTo(204));
        assertThat(receiver.calls(path).getFirst().body()).contains("\"type\":\"io.scalewatch.ping\"");

        receiver.answers(path, (call, response) -> {
            response.set("Location", "/elsewhere");
            return 302;
        });
        given().post("/api/webhooks" + path + "/ping")
                .then()
                .statusCode(200)
                .body("state", equalTo("given-up"))
                .body("reason", equalTo("answered 302"));
        assertThat(receiver.calls("/elsewhere")).isEmpty();
        deliveries(name).body("", hasSize(2)).body(not(containsString(SubscribersProfile.SECRET)));
        given().get("/q/metrics").then().body(not(containsString(SubscribersProfile.SECRET)));
        given().get("/api/webhooks" + path).then().body("state", equalTo("active"));
    }

    @Test
    void whatIsWrongIsSaidFieldByFieldAndNothingIsStored() {
        given().contentType("application/json")
                .body(Map.of(
                        "name",
                        "No Name",
                        "url",
                        "http://127.0.0.1:1/",
                        "secret",
                        "nobody-knows",
                        "kinds",
                        List.of("x")))
                .post("/api/webhooks")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", contains("name", "url", "secret", "kinds"))
                .body("violations.remedy", everyItem(notNullValue()));
        given().contentType("application/json")
                .body("{")
                .post("/api/webhooks")
                .then()
                .statusCode(400)
                .body("violations.field", contains("body"));
        given().contentType("application/json")
                .body("{\"name\": \"" + name + "\", \"kinds\": 5}")
                .post("/api/webhooks")
                .then()
                .statusCode(400)
                .body("violations.field", contains("kinds"));
        create(name, Map.of()).statusCode(201);
        create(name, Map.of()).statusCode(409);
        given().get("/api/webhooks")
                .then()
                .body("name", contains(name))
                .body(not(containsString(SubscribersProfile.SECRET)));
        given().delete("/api/webhooks" + path).then().statusCode(204);
        given().delete("/api/webhooks" + path).then().statusCode(404);
        given().post("/api/webhooks" + path + "/ping").then().statusCode(404);
        given().get("/api/webhooks" + path + "/deliveries").then().statusCode(404);
    }

    private ValidatableResponse create(String hook, Map<String, Object> settings) {
        Map<String, Object> body = new TreeMap<>(Map.of("name", hook, "url", url(path), "secret", "hook-secret"));
        body.putAll(settings);
        return given().contentType("application/json")
                .body(body)
                .post("/api/webhooks")
                .then();
    }

    private static ValidatableResponse deliveries(String hook) {
        return given().get("/api/webhooks/" + hook + "/deliveries").then().statusCode(200);
    }

    private void metrics(String metric, String value) {
        given().get("/q/metrics").then().body(containsString(metric + "{webhook=\"" + name + "\"} " + value));
    }

    private String url(String at) {
        return "http://127.0.0.1:" + port + at;
    }

    private void forgetClaim() {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "update analysis.webhook_delivery set attempts = attempts + 1, next_at = now() where webhook = ?")) {
            update.setString(1, name);
            assertThat(update.executeUpdate()).isEqualTo(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
