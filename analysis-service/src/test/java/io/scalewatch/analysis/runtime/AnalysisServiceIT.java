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
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelDeclared;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.topic.DeadLetter;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.embedded.test.StackResource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
        comparesTwoScoringVersions(scores);
    }

    /// The same answers scored again: those to twenty of the samples are refusals now.
    private void comparesTwoScoringVersions(List<CompletionScored> scores) {
        UUID rescoring = UUID.randomUUID();
        Set<String> refused = IntStream.range(0, 20).mapToObj(i -> "s" + i).collect(Collectors.toSet());
        List<CompletionScored> again = scores.stream()
                .map(score -> Scores.score(
                        score.id().runId(),
                        score.id().index(),
                        0,
                        score.model(),
                        score.trial().sample(),
                        refused.contains(score.trial().sample()) ? Optional.of(Label.REFUSED) : score.label(),
                        Instant.now()))
                .map(score -> score.rescored(rescoring, "2"))
                .toList();

        log.commit(again);
        log.commit(again.subList(0, 100));

        String comparison = SERIES.substring(0, SERIES.lastIndexOf('/')) + "/comparison";
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().queryParam("from", "1")
                        .queryParam("to", "2")
                        .get(comparison)
                        .then()
                        .statusCode(200)
                        .body("points.to.trials", everyItem(equalTo(200)))
                        .body("points", hasSize(5)));
        given().queryParam("from", "1")
                .queryParam("to", "2")
                .get(comparison)
                .then()
                .body("fromShape", equalTo("INVERSE"))
                .body("from.scoringVersion", equalTo("1"))
                .body("to.scoringVersion", equalTo("2"))
                .body("points.from.trials", everyItem(equalTo(200)))
                .body("points.to.answered", everyItem(equalTo(180)))
                .body("points.to.interval.lower", everyItem(greaterThan(0f)))
                .body("points.labels.compared", everyItem(equalTo(200)))
                .body("points.labels.changed", everyItem(equalTo(20)))
                .body("points[0].labels.table.CORRECT.REFUSED", greaterThan(0));
        given().queryParam("from", "1")
                .get(comparison)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("to"));
        given().queryParam("from", "1")
                .queryParam("to", "none")
                .get(comparison)
                .then()
                .statusCode(404)
                .body("detail", containsString("none"));
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
