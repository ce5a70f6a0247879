package io.scalewatch.analysis.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.scalewatch.analysis.topology.Scores;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelDeclared;
import io.scalewatch.contracts.event.RunKind;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.event.ServedBy;
import io.scalewatch.contracts.topic.DeadLetter;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.embedded.test.StackResource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
    void scoresBecomeAFitAnAlertAndAnAnswer() throws IOException {
        // Given
        // Longer ago than the hour in which every name that a version tells is its own.
        Instant firstRunAt = Instant.now().minus(Duration.ofHours(2));
        List<CompletionScored> scores = Scores.run(UUID.randomUUID(), "v1", 200, 0.9, 0.4, 7, firstRunAt).stream()
                .map(score -> score.servedBy(fingerprint("fp_1")))
                .toList();
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
        tellsTheScoresBehindThePoints();
        fitsForms();
        worksWithAnAlert();
        comparesTwoScoringVersions(scores);
        pairsBiasedSamplesWithTheirControls();
        comparesTwoVariants();
        tellsThatAModelAnswersOtherwiseAndUnderAnotherName();
    }

    /// A canary of the largest model: right each time, where it was right two times in five.
    private void tellsThatAModelAnswersOtherwiseAndUnderAnotherName() {
        List<CompletionScored> canary =
                Scores.answers(UUID.randomUUID(), "v1", 60, 9, Label.TRAP, 0, 0, 0, 0, 1).stream()
                        .filter(score -> score.model().model().equals("aurora-4"))
                        .map(score -> Scores.score(
                                score.id().runId(),
                                score.id().index(),
                                0,
                                score.model(),
                                score.trial().sample(),
                                score.label(),
                                Instant.now()))
                        .map(score -> Scores.ofKind(RunKind.CANARY, score).servedBy(fingerprint("fp_2")))
                        .toList();

        log.commit(canary);
        log.commit(canary);

        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/api/alerts")
                        .then()
                        .statusCode(200)
                        .body("findAll { it.kind == 'model-drift' }.subject", hasSize(2)));
        given().get("/api/alerts")
                .then()
                .body(
                        "findAll { it.kind == 'model-drift' }.subject",
                        containsInAnyOrder("aurora-4", "aurora-4 v1 as model, fingerprint fp_2"))
                .body(
                        "find { it.subject == 'aurora-4' }.summary",
                        startsWith("aurora-4 answers differently at memo-trap (baseline) than it did"));
        given().get(SERIES).then().body("points.trials", everyItem(equalTo(200)));
    }

    private static ServedBy fingerprint(String fingerprint) {
        return new ServedBy(Optional.of("model"), Optional.of(fingerprint), Optional.of("greedy"), Optional.of(2_048));
    }

    /// What a researcher would do: the accuracy of each model, from the file. The topic has an aborted transaction,
    /// duplicates and an unreadable record, too.
    private void tellsTheScoresBehindThePoints() throws IOException {
        List<Integer> correct = given().get(SERIES).then().extract().path("points.correct");
        Map<String, Integer> ofCsv = new TreeMap<>();
        String[] csv = given().get(SERIES + "/scores.csv")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/csv"))
                .extract()
                .asString()
                .split("\n");
        List<String> names = List.of(csv[0].split(","));
        for (String row : List.of(csv).subList(1, csv.length)) {
            String[] cells = row.split(",");
            ofCsv.merge(
                    cells[names.indexOf("model")],
                    cells[names.indexOf("correct")].equals("true") ? 1 : 0,
                    Integer::sum);
        }
        assertThat(csv).hasSize(1 + 1000);
        assertThat(ofCsv.values()).containsExactlyElementsOf(correct);

        byte[] file = given().get(SERIES + "/scores.parquet")
                .then()
                .statusCode(200)
                .contentType("application/vnd.apache.parquet")
                .extract()
                .asByteArray();
        Map<String, Integer> ofParquet = new TreeMap<>();
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(file)));
                RowReader row = reader.rowReader()) {
            while (row.hasNext()) {
                row.next();
                ofParquet.merge(row.getString("model"), row.getBoolean("correct") ? 1 : 0, Integer::sum);
            }
        }
        assertThat(ofParquet).isEqualTo(ofCsv);
        given().get(SERIES + "/scores.json").then().statusCode(200).body("", hasSize(1000));
        given().get(SERIES + "/curve?axis=reasoning-budget")
                .then()
                .statusCode(200)
                .body("withoutBudget", equalTo(0))
                .body("versions.model", hasSize(5))
                .body("versions.points.flatten().budget", everyItem(equalTo(2_048)))
                .body("versions.points.flatten().correct", equalTo(correct));
        given().get(SERIES + "/curve?axis=cost").then().statusCode(400).body("violations[0].field", equalTo("axis"));
        given().get(SERIES + "/points.parquet").then().statusCode(200);
        given().get(SERIES + "/points.json").then().statusCode(200).body("outcome", hasItem("ACCURACY"));
        given().get(SERIES + "/points.xlsx")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("parquet"));
        given().get("/api/series/no/such/series/at/all/scores.csv").then().statusCode(404);
    }

    private void fitsForms() {
        given().get(SERIES + "/forms")
                .then()
                .statusCode(200)
                .body("counts", equalTo("independent trials assumed"))
                .body("fitted.form", hasItem("growing-error"))
                .body("fitted.find { it.form == 'quadratic-logit' }.parameters", hasSize(3))
                .body("omitted.form", hasItem("broken-power-law"));
        given().get(SERIES + "/band")
                .then()
                .statusCode(200)
                .body("degree", equalTo(2))
                .body("places", hasSize(25));
        given().get(SERIES + "/epochs").then().statusCode(200).body("", hasSize(0));
        given().get(SERIES + "/forecasts").then().statusCode(200).body("", hasSize(0));
        given().get("/api/forecasts").then().statusCode(200);
    }

    private void worksWithAnAlert() {
        String id = given().get("/api/alerts")
                .then()
                .body("find { it.kind == 'inverse-scaling' }.samples", hasSize(5))
                .extract()
                .path("find { it.kind == 'inverse-scaling' }.alertId");
        for (int twice = 0; twice < 2; twice++) {
            json("{\"by\": \"ada\"}")
                    .put("/api/alerts/" + id + "/acknowledgement")
                    .then()
                    .statusCode(200)
                    .body("handling.acknowledged.by", equalTo("ada"))
                    .body("handling.remarks", hasSize(1));
        }
        json("{\"by\": \"eve\", \"text\": \"it is the tokenizer\"}")
                .post("/api/alerts/" + id + "/notes")
                .then()
                .statusCode(200)
                .body("alertId", equalTo(id))
                .body("handling.remarks.text", hasItem("it is the tokenizer"));
        String mute = json("{\"family\": \"aurora\", \"kind\": \"inverse-scaling\", \"reason\": \"known\","
                        + " \"by\": \"ada\", \"until\": \"2100-01-01T00:00:00Z\"}")
                .post("/api/mutes")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        given().get("/api/alerts")
                .then()
                .body("", hasSize(2))
                .body("find { it.kind == 'inverse-scaling' }.handling.muted.id", equalTo(mute))
                .body("find { it.kind == 'label-shift' }.handling.muted", nullValue());
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/api/alerts/" + id)
                        .then()
                        .body("status", equalTo("updated"))
                        .body("muted.reason", equalTo("known")));
        given().queryParam("by", "eve")
                .delete("/api/mutes/" + mute)
                .then()
                .statusCode(200)
                .body("lifted.by", equalTo("eve"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/api/alerts/" + id).then().body("muted", nullValue()));
        given().get("/api/mutes").then().body("", hasSize(0));
        given().queryParam("status", "all").get("/api/mutes").then().body("id", hasItem(mute));
        assertThat(log.read(Topics.SCALING_ALERTS, Codecs.SCALING_ALERT))
                .filteredOn(alert -> alert.alertId().equals(id))
                .extracting(alert -> alert.muted().isPresent())
                .containsExactly(false, true, false);
    }

    private static RequestSpecification json(String body) {
        return given().contentType("application/json").body(body);
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

    /// Over the wire, controls last, everything twice: a family that caves in more the larger it is.
    private void pairsBiasedSamplesWithTheirControls() {
        List<CompletionScored> groups =
                Scores.groups(UUID.randomUUID(), 300, 9, Instant.now(), 0.1, 0.2, 0.4, 0.6, 0.8).stream()
                        .map(score -> Scores.ofTask("sycophancy-factual", score))
                        .sorted(Comparator.comparing(score -> score.trial().control()))
                        .toList();

        log.commit(groups);
        log.commit(groups);

        String series = SERIES.replace(Scores.SERIES.task(), "sycophancy-factual");
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get(series)
                        .then()
                        .statusCode(200)
                        .body("statistics.effects[0].points.asked", equalTo(Collections.nCopies(5, 300))));
        given().get(series)
                .then()
                .body("statistics.effects", hasSize(1))
                .body("statistics.effects[0].label", equalTo("SYCOPHANTIC"))
                .body("statistics.effects[0].basis", equalTo("CONTROL"))
                .body("statistics.effects[0].trend.change", greaterThan(0.5f))
                .body("statistics.effects[0].logEGrows", greaterThan(10f));
        String table = given().get(series + "/effects.csv")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/csv"))
                .extract()
                .asString();
        assertThat(table.lines())
                .hasSize(1 + 5)
                .filteredOn(row -> row.contains(",SYCOPHANTIC,CONTROL,aurora-4,v1,12000000000,300,"))
                .hasSize(1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/api/alerts").then().body("subject", hasItem("SYCOPHANTIC effect")));
    }

    /// The same samples, asked such that the larger models are as good as the smaller ones.
    private void comparesTwoVariants() {
        log.commit(Scores.run(UUID.randomUUID(), "v1", 200, 0.9, 0.85, 10, Instant.now()).stream()
                .map(score -> Scores.ofVariant("step-by-step", score))
                .map(score -> Scores.withDial("hardness", score.trial().sample().endsWith("1") ? 2 : 1, score))
                .toList());

        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get(SERIES + "/comparisons")
                        .then()
                        .statusCode(200)
                        .body("variants[0].accuracy.points.samples", equalTo(Collections.nCopies(5, 200))));
        given().get(SERIES + "/comparisons")
                .then()
                .body("baseline.variant", equalTo("baseline"))
                .body("shape", equalTo("INVERSE"))
                .body("missing", hasSize(0))
                .body("variants", hasSize(1))
                .body("variants[0].series.variant", equalTo("step-by-step"))
                .body("variants[0].verdict", equalTo("REPAIRS"))
                .body("variants[0].accuracy.trend.change", greaterThan(0.25f))
                .body("variants[0].accuracy.points[4].logEBetter", greaterThan(10f))
                .body("variants[0].accuracy.points[4].interval.lower", greaterThan(0.2f));
        assertThat(given().get(SERIES + "/comparisons.csv")
                        .then()
                        .statusCode(200)
                        .contentType(startsWith("text/csv"))
                        .extract()
                        .asString()
                        .lines())
                .hasSize(1 + 5)
                .filteredOn(row -> row.contains(",baseline,step-by-step,REPAIRS,aurora-4,v1,12000000000,200,"))
                .hasSize(1);
        given().get(SERIES + "/families")
                .then()
                .statusCode(200)
                .body("families[0].series.family", equalTo(Scores.FAMILY))
                .body("families[0].perDecade.change", lessThan(-0.1f));
        given().get(SERIES + "/slices")
                .then()
                .statusCode(200)
                .body("dial", equalTo("hardness"))
                .body("opposite", equalTo(false))
                .body("slices.from", equalTo(List.of(1f, 2f)))
                .body("slices.samples", equalTo(List.of(180, 20)))
                .body("slices[0].shape", equalTo("INVERSE"))
                .body("slices[1].points", hasSize(5));
        given().queryParam("dial", "length")
                .get(SERIES + "/slices")
                .then()
                .statusCode(400)
                .body("violations[0].remedy", equalTo("one of hardness"));
        given().get(SERIES.replace("memo-trap", "nothing") + "/comparisons")
                .then()
                .statusCode(404);
    }

    @Test
    void whatCanNotBeDoneWithAlertsSaysWhy() {
        json("{\"by\": \"ada\"}")
                .put("/api/alerts/none/acknowledgement")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        json("{\"by\": \"ada\"}")
                .post("/api/alerts/none/notes")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("text"));
        json("{\"by\": ")
                .post("/api/mutes")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo("body"));
        json("{\"by\": [1]}")
                .post("/api/mutes")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo("by"));
        json("{\"reason\": \"r\", \"by\": \"b\"}")
                .post("/api/mutes")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("series"))
                .body("violations[0].remedy", containsString("one of them"));
        json("{\"series\": \"a/b\", \"kind\": \"boredom\", \"until\": \"2020-01-01T00:00:00Z\"}")
                .post("/api/mutes")
                .then()
                .statusCode(400)
                .body("violations.field", contains("series", "kind", "until", "reason", "by"));
        given().delete("/api/mutes/" + UUID.randomUUID() + "?by=ada").then().statusCode(404);
        given().delete("/api/mutes/" + UUID.randomUUID()).then().statusCode(400);
        json("{\"by\": \"ada\"}")
                .header("Origin", "http://elsewhere.example.com")
                .put("/api/alerts/none/acknowledgement")
                .then()
                .statusCode(403)
                .body("violations[0].field", equalTo("Origin"));
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
