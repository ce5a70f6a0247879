package io.scalewatch.analysis.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.scalewatch.analysis.topology.Scores;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.ModelDeclared;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.topic.DeadLetter;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.embedded.test.StackResource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The service as it is deployed: scores in, fit, alert and REST out.
@QuarkusTest
@WithTestResource(StackResource.class)
class AnalysisServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SERIES = "/api/series/" + Scores.SERIES;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private ScoreLog log;

    @BeforeEach
    void open() {
        log = new ScoreLog(bootstrapServers);
        List<ModelDeclared> models = IntStream.range(0, Scores.SIZES.size())
                .mapToObj(i -> Scores.declared(i, "v1"))
                .toList();
        log.declare(models);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void scoresBecomeAFitAnAlertAndAnAnswer() {
        // Given
        List<CompletionScored> scores = Scores.run(UUID.randomUUID(), "v1", 200, 0.9, 0.4, 7, Instant.now());
        // When
        log.abort(Scores.run(UUID.randomUUID(), "v1", 50, 0.1, 0.9, 8, Instant.now()));
        log.commit(scores.subList(0, 600));
        log.commit(scores.subList(300, 1000));
        log.raw(Topics.SCORES, scores.getFirst().partitionKey(), "{", new RecordHeaders());
        log.commit(scores);
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get(SERIES)
                        .then()
                        .statusCode(200)
                        .body("points.trials", everyItem(equalTo(200)))
                        .body("points", hasSize(5)));
        given().get(SERIES)
                .then()
                .body("shape", equalTo("INVERSE"))
                .body("statistics.reason", startsWith("falls from "))
                .body("statistics.quality.trusted", equalTo(true))
                .body("statistics.forecasts", hasSize(3));
        String table = given().get(SERIES + "/points.csv")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/csv"))
                .extract()
                .asString();
        assertThat(table.lines().toList())
                .hasSize(1 + 5 * 4)
                .first()
                .asString()
                .startsWith("family,task,task_version,variant,scoring_version,epoch,sequence,fitted_at,model,");
        assertThat(table.lines()).filteredOn(row -> row.contains(",ACCURACY,")).hasSize(5);
        given().queryParam("at", "2020-01-01T00:00:00Z").get(SERIES).then().statusCode(404);
        given().queryParam("at", "yesterday")
                .get(SERIES + "/points.csv")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo("at"));
        given().queryParam("family", Scores.FAMILY)
                .queryParam("task", "memo-trap")
                .queryParam("variant", "baseline")
                .get("/api/series")
                .then()
                .statusCode(200)
                .body("", hasSize(1))
                .body("[0].shape", equalTo("INVERSE"))
                .body("[0].points[0].trials", equalTo(200))
                .body("[0].points[0].labels.CORRECT", greaterThan(150))
                .body("[0].trend.change", lessThan(-0.3f));
        given().queryParam("family", "nobody")
                .get("/api/series")
                .then()
                .statusCode(200)
                .body("", hasSize(0));
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/api/alerts")
                        .then()
                        .statusCode(200)
                        .body("kind", containsInAnyOrder("inverse-scaling", "label-shift"))
                        .body("find { it.kind == 'label-shift' }.subject", equalTo("TRAP"))
                        .body("find { it.kind == 'inverse-scaling' }.status", equalTo("raised"))
                        .body(
                                "find { it.kind == 'inverse-scaling' }.summary",
                                startsWith("aurora gets worse at memo-trap (baseline) with size")));
        assertThat(log.read(Topics.SCALING_ALERTS, Codecs.SCALING_ALERT))
                .hasSize(2)
                .allMatch(a -> a.status() == ScalingAlert.Status.RAISED);
        assertThat(log.read(Topics.deadLetters(Topics.SCORES)))
                .hasSize(1)
                .allMatch(r -> r.headers().lastHeader(DeadLetter.REASON_HEADER) != null);
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("scalewatch_analysis_scores_counted_total 1000.0"))
                .body(containsString("scalewatch_analysis_score_to_fit_seconds"));
    }

    @Test
    void whatIsNotThereIsAProblemThatSaysSo() {
        given().get("/api/series/no/such/series/at/all")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("title", equalTo("Not Found"))
                .body("detail", containsString("/api/series"));
        given().queryParam("status", "sideways")
                .get("/api/alerts")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo("status"))
                .body("violations[0].remedy", equalTo("open or all"));
    }
}
