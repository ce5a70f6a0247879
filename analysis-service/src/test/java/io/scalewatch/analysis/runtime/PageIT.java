package io.scalewatch.analysis.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.scalewatch.analysis.topology.Scores;
import io.scalewatch.embedded.test.StackResource;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page as browsers get it.
@QuarkusTest
@WithTestResource(StackResource.class)
class PageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern SCRIPT = Pattern.compile("<script[^>]*src=\"([^\"]+)\"[^>]*></script>");

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @TestHTTPResource("/")
    URI service;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/runs",
                "/runs/new",
                "/runs/4711",
                "/endpoints",
                "/tasks",
                "/tasks/memo-trap",
                "/models",
                "/series/aurora/memo-trap/0123456789ab/baseline/1",
                "/samples/aurora/memo-trap/0123456789ab/baseline/1?model=aurora-1"
            })
    void isOneDocumentWithoutScriptOrStyleInIt(String address) {
        String document = page(address)
                .header("Content-Security-Policy", containsString("script-src 'self'; style-src 'self'"))
                .header(
                        "Content-Security-Policy",
                        containsString("connect-src 'self' http://localhost:8701 http://localhost:8702;"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Content-Security-Policy", containsString("require-trusted-types-for 'script'"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Referrer-Policy", equalTo("no-referrer"))
                .header("Cache-Control", equalTo("no-cache"))
                .extract()
                .asString();
        assertThat(SCRIPT.matcher(document).replaceAll("")).doesNotContain("<script", "<style", " style=", " onload=");
    }

    @Test
    void isKeptByBrowsersUnderNamesThatTellItsContent() {
        Matcher script = SCRIPT.matcher(page("/").extract().asString());
        assertThat(script.find()).isTrue();
        given().get(script.group(1))
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("javascript"))
                .header("Cache-Control", containsString("immutable"))
                .header("Content-Encoding", equalTo("gzip"));
    }

    @Test
    void isToldWhereTheTasksAreAndWhatAnAlertNeeds() {
        given().get("/api/page")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", equalTo("default-src 'none'; frame-ancestors 'none'"))
                .body("taskService", equalTo("http://localhost:8701"))
                .body("inferenceService", equalTo("http://localhost:8702"))
                .body("falseDiscoveryRate", equalTo(0.05f))
                .body("minimumEffect", equalTo(0.03f));
    }

    @Test
    void isRefusedToPagesUnderNamesThatAreNotOurs() {
        given().header("Host", "evil.example:8704")
                .get("/api/series")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo("Host"))
                .body("violations[0].remedy", containsString("scalewatch.http.hosts"))
                .body("detail", not(containsString("evil")));
        // A probe may call it as it likes.
        given().header("Host", "some.cluster.name").get("/q/health/live").then().statusCode(200);
    }

    @Test
    void hearsOfSeriesAndAlertsAsTheyChange() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        try (ScoreLog log = new ScoreLog(bootstrapServers);
                HttpClient client = HttpClient.newHttpClient();
                InputStream events = client.send(
                                HttpRequest.newBuilder(service.resolve("/api/events"))
                                        .build(),
                                BodyHandlers.ofInputStream())
                        .body()) {
            Thread reader = Thread.ofVirtual().start(() -> {
                try {
                    byte[] buffer = new byte[8192];
                    StringBuilder text = new StringBuilder();
                    for (int read = events.read(buffer); read >= 0; read = events.read(buffer)) {
                        text.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                        int end = text.lastIndexOf("\n");
                        if (end >= 0) {
                            text.substring(0, end).lines().forEach(lines::add);
                            text.delete(0, end + 1);
                        }
                    }
                } catch (java.io.IOException e) {
                    // The test has ended.
                }
            });
            await().atMost(PATIENCE).until(() -> lines.contains("event:beat"));
            log.declare(IntStream.range(0, Scores.SIZES.size())
                    .mapToObj(i -> Scores.declared(i, "v1"))
                    .toList());
            log.commit(Scores.run(UUID.randomUUID(), "v1", 150, 0.9, 0.4, 7, Instant.now()));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(lines)
                            .anySatisfy(line -> assertThat(line)
                                    .startsWith("data:")
                                    .contains("\"family\":\"" + Scores.FAMILY + "\"")
                                    .contains("\"points\":")));
            assertThat(lines).contains("event:series");
            given().get("/api/series/" + Scores.SERIES + "/history")
                    .then()
                    .statusCode(200)
                    .body("earlier", hasSize(0))
                    .body("looks.size()", greaterThanOrEqualTo(1))
                    .body("looks[0].shape", not(equalTo("")));
            reader.interrupt();
        }
    }

    @Test
    void hasNoPastOfWhatIsNotThere() {
        given().get("/api/series/no/such/series/at/all/history").then().statusCode(404);
    }

    private static ValidatableResponse page(String address) {
        return given().get(address).then().statusCode(200).contentType("text/html");
    }
}
