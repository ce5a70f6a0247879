package io.scalewatch.analysis.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.SeriesKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The points of a fit as a table in long form, as R and Python like it: a row per model and outcome. The
/// outcome `ACCURACY` is CORRECT of the answered trials, a label is of all labelled ones, `FAILED` of
/// everything asked.
final class CurveTable {

    private static final List<String> COLUMNS = List.of(
            "family",
            "task",
            "task_version",
            "variant",
            "scoring_version",
            "epoch",
            "sequence",
            "fitted_at",
            "model",
            "version",
            "parameters",
            "samples",
            "outcome",
            "count",
            "trials",
            "rate",
            "wilson_lower",
            "wilson_upper",
            "live_lower",
            "live_upper");

    private static final CsvMapper CSV = new CsvMapper();

    private CurveTable() {}

    /// With a line of names at the top; what is not known is empty.
    static String csv(CurveFitted fit) {
        CsvSchema.Builder schema = CsvSchema.builder();
        COLUMNS.forEach(schema::addColumn);
        List<Object[]> rows = new ArrayList<>();
        for (CurvePoint point : fit.points()) {
            rows.add(row(
                    fit,
                    point,
                    "ACCURACY",
                    point.correct(),
                    point.answered(),
                    Optional.of(point.interval()),
                    point.liveInterval()));
            point.labels()
                    .forEach((label, rate) -> rows.add(row(
                            fit,
                            point,
                            label.name(),
                            rate.count(),
                            point.trials(),
                            Optional.of(rate.interval()),
                            rate.liveInterval())));
            long asked = point.trials() + point.failures();
            rows.add(row(fit, point, "FAILED", point.failures(), asked, Optional.empty(), Optional.empty()));
        }
        try {
            return CSV.writer(schema.build().withHeader()).writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a table of texts and numbers can always be written", e);
        }
    }

    private static Object[] row(
            CurveFitted fit,
            CurvePoint point,
            String outcome,
            long count,
            long trials,
            Optional<Interval> wilson,
            Optional<Interval> live) {
        SeriesKey series = fit.series();
        return new Object[] {
            series.family(),
            series.task(),
            series.taskVersion(),
            series.variant(),
            series.scoringVersion(),
            fit.epoch(),
            fit.sequence(),
            fit.fittedAt().toString(),
            point.model(),
            point.version(),
            point.parameters(),
            point.samples(),
            outcome,
            count,
            trials,
            trials == 0 ? "" : (Object) ((double) count / trials),
            end(wilson.map(Interval::lower)),
            end(wilson.map(Interval::upper)),
            end(live.map(Interval::lower)),
            end(live.map(Interval::upper))
        };
    }

    private static Object end(Optional<Double> end) {
        return end.<Object>map(value -> value).orElse("");
    }
}
