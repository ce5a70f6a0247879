package io.scalewatch.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoReportTest {

    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final SeriesKey SERIES = new SeriesKey("aspen", "memo-trap", "0123456789ab", "baseline", "1");
    private static final ShapeEvidence.Trend TREND = new ShapeEvidence.Trend(-0.5, new Interval(-0.55, -0.45));
    private static final ShapeEvidence EVIDENCE = new ShapeEvidence(
            Optional.of(0.4),
            Optional.of(0.0004),
            Map.of(),
            0,
            true,
            Optional.of(new Interval(-0.02, 0.031)),
            Optional.of(TREND),
            12,
            0,
            19);

    @Test
    void isTheJsonThatWasPromised() {
        DemoReport.Series series = series(Shape.INVERSE, List.of(Shape.INVERSE));
        ScalingAlert alert = new ScalingAlert(
                "a1",
                AlertKind.INVERSE_SCALING,
                SERIES,
                "e1",
                0,
                ScalingAlert.Status.RAISED,
                ScalingAlert.Severity.WARNING,
                TREND,
                new ScalingAlert.Evidence(12, 0.00001, 1, 0.05),
                List.of(new ModelVersion("aspen", "aspen-1b", "v1", 1_000_000_000)),
                List.of(),
                "aspen gets worse",
                Optional.empty(),
                NOW,
                NOW);
        DemoReport report = new DemoReport(
                List.of(series),
                List.of(DemoReport.Alert.of(alert)),
                DemoReport.Prompts.of(200, List.of(series), 198),
                new DemoReport.Seconds(7.5, 20),
                10);

        JsonNode json = Json.mapper().valueToTree(report);

        assertThat(json.at("/series/0/family").asText()).isEqualTo("aspen");
        assertThat(json.at("/series/0/task").asText()).isEqualTo("memo-trap");
        assertThat(json.at("/series/0/variant").asText()).isEqualTo("baseline");
        assertThat(json.at("/series/0/shape").asText()).isEqualTo("INVERSE");
        assertThat(json.at("/series/0/expected").asText()).isEqualTo("INVERSE");
        assertThat(json.at("/series/0/points/1/model").asText()).isEqualTo("aspen-1b");
        assertThat(json.at("/series/0/points/1/version").asText()).isEqualTo("v1");
        assertThat(json.at("/series/0/points/1/parameters").asLong()).isEqualTo(1_000_000_000);
        assertThat(json.at("/series/0/points/1/trials").asLong()).isEqualTo(100);
        assertThat(json.at("/series/0/points/1/correct").asLong()).isEqualTo(40);
        assertThat(json.at("/series/0/points/1/labels/CORRECT").asLong()).isEqualTo(40);
        assertThat(json.at("/series/0/points/1/labels/TRAP").asLong()).isEqualTo(60);
        assertThat(json.at("/alerts/0/kind").asText()).isEqualTo("inverse-scaling");
        assertThat(json.at("/alerts/0/family").asText()).isEqualTo("aspen");
        assertThat(json.at("/alerts/0/task").asText()).isEqualTo("memo-trap");
        assertThat(json.at("/alerts/0/status").asText()).isEqualTo("raised");
        assertThat(json.at("/prompts").toString())
                .isEqualTo("{\"planned\":200,\"scored\":198,\"failed\":2,\"lost\":0,\"duplicated\":0}");
        assertThat(json.at("/seconds").toString()).isEqualTo("{\"start\":7.5,\"run\":20.0}");
        assertThat(json.at("/promptsPerSecond").asDouble()).isEqualTo(10);
    }

    @Test
    void whatIsCountedTwiceOrNowhereShows() {
        List<DemoReport.Series> series = List.of(series(Shape.INVERSE, List.of()));

        assertThat(DemoReport.Prompts.of(205, series, 195)).isEqualTo(new DemoReport.Prompts(205, 198, 2, 5, 3));
    }

    @Test
    void exitStatusTellsWhatWentWrong() {
        assertThat(status(series(Shape.INVERSE, List.of(Shape.INVERSE)), complete()))
                .isZero();
        assertThat(status(series(Shape.POSITIVE, List.of(Shape.INVERSE)), complete()))
                .isEqualTo(100);
        assertThat(status(series(Shape.POSITIVE, List.of(Shape.EMERGENT, Shape.POSITIVE)), complete()))
                .isZero();
        assertThat(status(series(Shape.POSITIVE, List.of()), complete())).isZero();
        assertThat(status(series(Shape.INVERSE, List.of(Shape.INVERSE)), new DemoReport.Prompts(10, 9, 1, 0, 0)))
                .isEqualTo(1);
        assertThat(status(series(Shape.POSITIVE, List.of(Shape.INVERSE)), new DemoReport.Prompts(10, 9, 0, 1, 0)))
                .isEqualTo(1);
        assertThat(status(series(Shape.INVERSE, List.of(Shape.INVERSE)), new DemoReport.Prompts(10, 10, 0, 0, 1)))
                .isEqualTo(1);
    }

    @Test
    void inconclusiveWillDoForFlatAndForNothingElse() {
        assertThat(status(series(Shape.INCONCLUSIVE, List.of(Shape.FLAT)), complete()))
                .isZero();
        assertThat(status(series(Shape.INCONCLUSIVE, List.of(Shape.INVERSE)), complete()))
                .isEqualTo(100);
    }

    @Test
    void theTableHasARowASeries() {
        List<String> lines = ResultTable.lines(
                List.of(series(Shape.INVERSE, List.of(Shape.INVERSE)), series(Shape.FLAT, List.of(Shape.U_SHAPED))));

        assertThat(lines)
                .containsExactly(
                        "family  task       variant   sizes         correct by size, %  shape                   "
                                + "  evidence",
                        "-".repeat(lines.get(2).length()),
                        "aspen   memo-trap  baseline  2: 70M to 1B  90 40               INVERSE                   "
                                + "-50.0 points [-55.0, -45.0], odds 2e+05, in one step",
                        "aspen   memo-trap  baseline  2: 70M to 1B  90 40               FLAT (expected U_SHAPED)  "
                                + "largest difference [-2.0, +3.1] points");
    }

    @Test
    void everyShapeHasItsEvidenceInWords() {
        assertThat(EvidenceInWords.of(Shape.U_SHAPED, EVIDENCE)).isEqualTo("a fall and then a rise, p = 0.400");
        assertThat(EvidenceInWords.of(Shape.INVERTED_U, EVIDENCE)).isEqualTo("a rise and then a fall, p < 0.001");
        assertThat(EvidenceInWords.of(Shape.IRREGULAR, EVIDENCE)).isEqualTo("peak p = 0.400, valley p < 0.001");
        assertThat(EvidenceInWords.of(Shape.INSUFFICIENT, EVIDENCE)).isEqualTo("only 19 samples seen by every size");
        assertThat(EvidenceInWords.of(Shape.POSITIVE, EVIDENCE))
                .isEqualTo("-50.0 points [-55.0, -45.0], odds 1, in one step");
    }

    private static int status(DemoReport.Series series, DemoReport.Prompts prompts) {
        return new DemoReport(List.of(series), List.of(), prompts, new DemoReport.Seconds(1, 1), 1).exitStatus();
    }

    private static DemoReport.Prompts complete() {
        return new DemoReport.Prompts(10, 10, 0, 0, 0);
    }

    private static DemoReport.Series series(Shape shape, List<Shape> expected) {
        CurveFitted fit = new CurveFitted(
                SERIES,
                "e1",
                1,
                List.of(point("aspen-70m", 70_000_000, 98, 88, 2), point("aspen-1b", 1_000_000_000, 100, 40, 0)),
                shape,
                EVIDENCE,
                List.of(),
                new CurveFitted.LogPosition(0, 1),
                NOW);
        return DemoReport.Series.of(fit, expected);
    }

    private static CurvePoint point(String model, long parameters, long trials, long correct, long failures) {
        Interval some = new Interval(0, 1);
        return new CurvePoint(
                model,
                "v1",
                parameters,
                trials,
                trials,
                trials,
                correct,
                failures,
                (double) correct / trials,
                some,
                Map.of(
                        Label.CORRECT, new CurvePoint.LabelRate(correct, (double) correct / trials, some),
                        Label.TRAP, new CurvePoint.LabelRate(trials - correct, 1 - (double) correct / trials, some)));
    }
}
