package io.scalewatch.task.outbox;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.contracts.event.ModelDeclared;
import io.scalewatch.contracts.event.TaskDeclared;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.embedded.test.StackResource;
import io.scalewatch.task.TestFleet;
import io.scalewatch.task.TestTopics;
import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.fleet.Fleet;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/// From the transaction to the topic.
@QuarkusTest
@WithTestResource(StackResource.class)
class OutboxIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Outbox outbox;

    @Inject
    OutboxTable table;

    @Inject
    Fleet fleet;

    @Test
    void aTopicEndsWithTheNewestStateAndNeverGoesBack() throws UnreadableEventException {
        for (int i = 100; i < 150; i++) {
            given().contentType(ContentType.JSON)
                    .body("""
                            {"baseUrl": "http://127.0.0.1:%d/v1", "protocol": "OPENAI_CHAT"}""".formatted(i))
                    .put("/api/endpoints/outbox-a")
                    .then()
                    .statusCode(i == 100 ? 201 : 200);
        }

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(endpoints("outbox-a"))
                        .last()
                        .extracting(EndpointDeclared::baseUrl)
                        .isEqualTo("http://127.0.0.1:149/v1"));
        assertThat(endpoints("outbox-a"))
                .extracting(EndpointDeclared::baseUrl)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void concurrentChangesOfOneNameEndAsTheDatabaseSays() throws UnreadableEventException {
        TestFleet.endpoint("outbox-b");

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                String body = """
                        {"baseUrl": "http://127.0.0.1:%d/v1", "protocol": "OPENAI_CHAT"}""".formatted(i + 1);
                threads.submit(
                        () -> given().contentType(ContentType.JSON).body(body).put("/api/endpoints/outbox-b"));
            }
        }

        String stored = given().get("/api/endpoints").path("find { it.name == 'outbox-b' }.baseUrl");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(endpoints("outbox-b"))
                        .last()
                        .extracting(EndpointDeclared::baseUrl)
                        .isEqualTo(stored));
    }

    @Test
    void whatIsRolledBackIsNeverTold() throws UnreadableEventException {
        EndpointDeclared never = endpoint("outbox-c", "http://127.0.0.1:1/v1");
        EndpointDeclared after = endpoint("outbox-d", "http://127.0.0.1:1/v1");

        QuarkusTransaction.begin();
        outbox.declare(never);
        QuarkusTransaction.rollback();
        QuarkusTransaction.requiringNew().run(() -> outbox.declare(after));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(endpoints("outbox-d")).containsExactly(after));
        assertThat(endpoints("outbox-c")).isEmpty();
    }

    @Test
    void whatSaysTheSameIsToldOnce() throws UnreadableEventException {
        EndpointDeclared first = endpoint("outbox-e", "http://127.0.0.1:1/v1");
        EndpointDeclared second = endpoint("outbox-e", "http://127.0.0.1:2/v1");

        QuarkusTransaction.requiringNew().run(() -> outbox.declare(first));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(endpoints("outbox-e")).containsExactly(first));
        QuarkusTransaction.requiringNew().run(() -> outbox.declare(first));
        QuarkusTransaction.requiringNew().run(() -> outbox.declare(second));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(endpoints("outbox-e")).hasSizeGreaterThan(1));
        assertThat(endpoints("outbox-e")).containsExactly(first, second);
    }

    @Test
    void oneInstanceRelaysAtATime() {
        boolean second = QuarkusTransaction.requiringNew().call(() -> {
            await().pollInSameThread().atMost(SOON).until(table::tryLock);
            return QuarkusTransaction.requiringNew().call(table::tryLock);
        });

        assertThat(second).isFalse();
    }

    @Test
    void aModelIsToldWithItsVersions() throws UnreadableEventException {
        TestFleet.endpoint("outbox-f");
        TestFleet.family("outbox-f");

        TestFleet.deploy("outbox-f", "outbox-f-100m", "1", "outbox-f").statusCode(202);
        TestFleet.deploy("outbox-f", "outbox-f-100m", "2", "outbox-f").statusCode(202);
        fleet.promote("outbox-f-100m", "2", UUID.randomUUID());

        await().atMost(SOON).untilAsserted(() -> {
            ModelDeclared last = last(Topics.MODELS, "outbox-f-100m")
                    .map(r -> decode(() -> Codecs.MODEL_DECLARED.decode(r.headers(), r.value())))
                    .orElseThrow();
            assertThat(last.versions())
                    .extracting(ModelDeclared.Version::version, ModelDeclared.Version::status)
                    .containsExactly(
                            tuple("1", ModelDeclared.Status.RETIRED), tuple("2", ModelDeclared.Status.CURRENT));
        });
    }

    @Test
    void aTasksDialsAreToldByTheirNames() {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(last(Topics.TASKS, "counting-with-distractors")
                                .map(r -> decode(() -> Codecs.TASK_DECLARED.decode(r.headers(), r.value())))
                                .orElseThrow()
                                .dials())
                        .extracting(TaskDeclared.Dial::name)
                        .containsExactly("distractors"));
    }

    @Test
    void theBuiltInTasksAreTold() {
        for (TaskVersion task : BuiltInTasks.all()) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(last(Topics.TASKS, task.name())
                                    .map(r -> decode(() -> Codecs.TASK_DECLARED.decode(r.headers(), r.value())))
                                    .map(TaskDeclared::version))
                            .contains(task.version()));
        }
    }

    private static EndpointDeclared endpoint(String name, String url) {
        return new EndpointDeclared(
                name, url, EndpointDeclared.Protocol.OPENAI_CHAT, Optional.empty(), Optional.empty());
    }

    private static List<EndpointDeclared> endpoints(String key) throws UnreadableEventException {
        List<EndpointDeclared> events = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : TestTopics.records(Topics.ENDPOINTS, key)) {
            events.add(Codecs.ENDPOINT_DECLARED.decode(record.headers(), record.value()));
        }
        return events;
    }

    private static Optional<ConsumerRecord<String, byte[]>> last(String topic, String key) {
        return TestTopics.records(topic, key).reversed().stream().findFirst();
    }

    private interface Decoding<T> {

        T decode() throws UnreadableEventException;
    }

    private static <T> T decode(Decoding<T> decoding) {
        try {
            return decoding.decode();
        } catch (UnreadableEventException e) {
            throw new AssertionError(e);
        }
    }
}
