package io.scalewatch.task.runs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.embedded.test.StackResource;
import io.scalewatch.task.runs.RunState.Name;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// How runs are looked at: lists, tasks, and the stream of changes.
@QuarkusTest
@WithTestResource(StackResource.class)
class RunListIT {

    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    @Inject
    RunLab lab;

    @TestHTTPResource("/")
    URI service;

    private UUID run(String family, String task, int priority) {
        return lab.run("""
                {"families": ["%s"], "tasks": ["%s"], "examples": 2, "priority": %d}""".formatted(family, task, priority));
    }

    private static List<UUID> ids(Response page) {
        return page.then().statusCode(200).extract().jsonPath().getList("id", UUID.class);
    }

    /// Page by page.
    private static List<UUID> all(String path) {
        List<UUID> ids = new ArrayList<>();
        Optional<String> next = Optional.of(path);
        while (next.isPresent()) {
            Response page = given().urlEncodingEnabled(false).get(next.get());
            ids.addAll(ids(page));
            next = Optional.ofNullable(page.header("Link"))
                    .map(NEXT::matcher)
                    .filter(Matcher::find)
                    .map(link -> link.group(1));
        }
        return ids;
    }

    @Test
    void pagesFilterAndSort() {
        lab.family("run-list-1", 2);
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add(run("run-list-1", i == 3 ? "negation-qa" : "memo-trap", -10 - i % 2));
        }
        List<UUID> newest = new ArrayList<>(ids);
        Collections.reverse(newest);

        assertThat(all("/api/runs?family=run-list-1&limit=2")).isEqualTo(newest);
        assertThat(all("/api/runs?family=run-list-1&limit=3&sort=createdAt")).isEqualTo(ids);
        assertThat(all("/api/runs?model=run-list-1-1&limit=7&sort=createdAt")).isEqualTo(ids);
        assertThat(all("/api/runs?family=run-list-1&task=negation-qa")).containsExactly(ids.get(3));
        List<UUID> byPriority = all("/api/runs?family=run-list-1&limit=2&sort=-priority");
        assertThat(byPriority).hasSize(7);
        assertThat(byPriority.subList(0, 4)).containsExactlyInAnyOrder(ids.get(0), ids.get(2), ids.get(4), ids.get(6));

        given().post("/api/runs/" + ids.get(1) + "/cancel").then().statusCode(200);
        assertThat(all("/api/runs?family=run-list-1&state=CANCELLED&state=SUPERSEDED"))
                .containsExactly(ids.get(1));
        Stream.of(0, 2, 3, 4, 5, 6).forEach(i -> given().post("/api/runs/" + ids.get(i) + "/cancel"));
    }

    @Test
    void namesEverythingThatIsWrongWithAQuery() {
        given().get("/api/runs?limit=0&sort=colour&cursor=what&state=ODD")
                .then()
                .statusCode(400)
                .body("violations.field", hasItems("limit", "sort", "cursor", "state"));
        // A cursor of another order.
        lab.family("run-list-2", 1);
        UUID first = run("run-list-2", "memo-trap", -10);
        UUID second = run("run-list-2", "memo-trap", -10);
        String link = given().get("/api/runs?family=run-list-2&limit=1").header("Link");
        String cursor = link.replaceAll(".*cursor=([^&>]+).*", "$1");
        given().get("/api/runs?sort=priority&cursor=" + cursor)
                .then()
                .statusCode(400)
                .body("violations.field", hasItems("cursor"));
        given().post("/api/runs/" + first + "/cancel").then().statusCode(200);
        given().post("/api/runs/" + second + "/cancel").then().statusCode(200);
    }

    @Test
    void countsPerTaskAndModelAndTellsOfEveryChangeUntilTheEnd() throws Exception {
        lab.family("run-list-3", 2);
        try (PromptTap tap = new PromptTap();
                HttpClient http = HttpClient.newHttpClient()) {
            UUID run = lab.run("""
                    {"families": ["run-list-3"], "tasks": ["memo-trap", "negation-qa"], "examples": 4, "trials": 2,
                     "variants": ["baseline", "step-by-step"]}""");
            CountDownLatch listening = new CountDownLatch(1);
            CompletableFuture<List<RunView>> events = http.sendAsync(
                            HttpRequest.newBuilder(service.resolve("/api/runs/" + run + "/events"))
                                    .timeout(Duration.ofSeconds(30))
                                    .build(),
                            BodyHandlers.ofLines())
                    .thenApply(response -> response.body()
                            .filter(line -> line.startsWith("data:"))
                            .peek(line -> listening.countDown())
                            .map(line -> event(line.substring(5)))
                            .toList());
            tap.awaitPrompts(run, 64);
            // What happened before somebody listened is told as one state: here the listener is to see it change.
            assertThat(listening.await(30, TimeUnit.SECONDS)).isTrue();

            lab.send(tap.of(run).stream()
                    .map(p -> p.trial().task().equals("negation-qa")
                                    && p.model().model().equals("run-list-3-1")
                            ? RunLab.failed(p, FailureKind.SERVER_ERROR)
                            : RunLab.labelled(p))
                    .toList());

            List<RunView> seen = events.get(30, TimeUnit.SECONDS);
            assertThat(seen.getLast().state()).isEqualTo(Name.COMPLETED);
            assertThat(seen.getLast().scored()).isEqualTo(48);
            assertThat(seen).doesNotHaveDuplicates();
            assertThat(seen.getFirst().endedAt()).isEmpty();
            List<TaskProgress.OfTask> tasks = List.of(given().get("/api/runs/" + run + "/tasks")
                    .then()
                    .statusCode(200)
                    .extract()
                    .as(TaskProgress.OfTask[].class));
            assertThat(tasks).extracting(TaskProgress.OfTask::task).containsExactly("memo-trap", "negation-qa");
            assertThat(tasks).extracting(TaskProgress.OfTask::planned).containsExactly(32L, 32L);
            assertThat(tasks).extracting(TaskProgress.OfTask::scored).containsExactly(32L, 16L);
            assertThat(tasks).extracting(TaskProgress.OfTask::failed).containsExactly(0L, 16L);
            assertThat(tasks.get(1).models())
                    .extracting(TaskProgress.OfModel::failed)
                    .containsExactly(0L, 16L);
        }
    }

    private static RunView event(String data) {
        try {
            return Json.mapper().readValue(data, RunView.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anUnknownRunHasNeitherTasksNorEvents() {
        String unknown = "/api/runs/00000000-0000-0000-0000-000000000000";
        given().get(unknown + "/tasks").then().statusCode(404).contentType("application/problem+json");
        given().get(unknown + "/events").then().statusCode(404);
    }
}
