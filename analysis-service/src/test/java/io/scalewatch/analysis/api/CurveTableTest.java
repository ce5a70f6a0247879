package io.scalewatch.analysis.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.analysis.export.RowWriter;
import io.scalewatch.analysis.export.TableFormat;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CurveTableTest {

    @Test
    void hasARowForEveryModelAndOutcome() throws IOException {
        CurvePoint point = new CurvePoint(
                "aurora-1b",
                "v1",
                1_000_000_000L,
                8,
                10,
                8,
                6,
                2,
                0.75,
                new Interval(0.4, 0.9),
                Map.of(Label.CORRECT, new CurvePoint.LabelRate(6, 0.6, new Interval(0.3, 0.8))),
                Optional.of(new Interval(0.25, 1)),
                Optional.empty());
        CurveFitted fit = new CurveFitted(
                new SeriesKey("aurora", "memo-trap", "0123", "few-shot(3)", "1"),
                "e1",
                7,
                List.of(point),
                Shape.INSUFFICIENT,
                new ShapeEvidence(
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        0,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        0,
                        8),
                List.of(),
                new CurveFitted.LogPosition(0, 1),
                Instant.parse("2026-03-04T05:06:07Z"));

        String row = "aurora,memo-trap,0123,few-shot(3),1,e1,7,2026-03-04T05:06:07Z,aurora-1b,v1,1000000000,8,";
        assertThat(csv(fit).lines().map(line -> line.replace("\"", "")))
                .containsExactly(
                        "family,task,task_version,variant,scoring_version,epoch,sequence,fitted_at,model,version,"
                                + "parameters,samples,outcome,count,trials,rate,wilson_lower,wilson_upper,live_lower,"
                                + "live_upper",
                        row + "ACCURACY,6,8,0.75,0.4,0.9,0.25,1.0",
                        row + "CORRECT,6,10,0.6,0.3,0.8,,",
                        row + "FAILED,2,12,0.16666666666666666,,,,");
    }

    private static String csv(CurveFitted fit) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowWriter rows = TableFormat.CSV.to(out, CurveTable.COLUMNS)) {
            CurveTable.write(fit, rows);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
