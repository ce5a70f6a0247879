package io.scalewatch.analysis.api;

import io.scalewatch.analysis.export.Column;
import io.scalewatch.analysis.export.Column.Type;
import io.scalewatch.analysis.export.RowWriter;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.CurvePoint.LabelRate;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.SeriesKey;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The points of a fit as a table in long form, as R and Python like it: a row per model and outcome. The
/// outcome `ACCURACY` is CORRECT of the answered trials, a label is of all labelled ones, `FAILED` of
/// everything asked.
final class CurveTable {

    static final List<Column> COLUMNS = List.of(
            Column.of("family", Type.TEXT),
            Column.of("task", Type.TEXT),
            Column.of("task_version", Type.TEXT),
            Column.of("variant", Type.TEXT),
            Column.of("scoring_version", Type.TEXT),
            Column.of("epoch", Type.TEXT),
            Column.of("sequence", Type.WHOLE),
            Column.of("fitted_at", Type.MOMENT),
            Column.of("model", Type.TEXT),
            Column.of("version", Type.TEXT),
            Column.of("parameters", Type.WHOLE),
            Column.of("samples", Type.WHOLE),
            Column.of("outcome", Type.TEXT),
            Column.of("count", Type.WHOLE),
            Column.of("trials", Type.WHOLE),
            Column.optional("rate", Type.NUMBER),
            Column.optional("wilson_lower", Type.NUMBER),
            Column.optional("wilson_upper", Type.NUMBER),
            Column.optional("live_lower", Type.NUMBER),
            Column.optional("live_upper", Type.NUMBER));

    private CurveTable() {}

    /// What is not known is empty.
    static void write(CurveFitted fit, RowWriter to) throws IOException {
        for (CurvePoint point : fit.points()) {
            to.write(row(
                    fit,
                    point,
                    "ACCURACY",
                    point.correct(),
                    point.answered(),
                    Optional.of(point.interval()),
                    point.liveInterval()));
            for (Map.Entry<Label, LabelRate> label : point.labels().entrySet()) {
                LabelRate rate = label.getValue();
                to.write(row(
                        fit,
                        point,
                        label.getKey().name(),
                        rate.count(),
                        point.trials(),
                        Optional.of(rate.interval()),
                        rate.liveInterval()));
            }
            long asked = point.trials() + point.failures();
            to.write(row(fit, point, "FAILED", point.failures(), asked, Optional.empty(), Optional.empty()));
        }
    }

    private static List<Object> row(
            CurveFitted fit,
            CurvePoint point,
            String outcome,
            long count,
            long trials,
            Optional<Interval> wilson,
            Optional<Interval> live) {
        SeriesKey series = fit.series();
        return List.of(
                series.family(),
                series.task(),
                series.taskVersion(),
                series.variant(),
                series.scoringVersion(),
                fit.epoch(),
                fit.sequence(),
                fit.fittedAt(),
                point.model(),
                point.version(),
                point.parameters(),
                point.samples(),
                outcome,
                count,
                trials,
                trials == 0 ? Optional.empty() : (Object) ((double) count / trials),
                end(wilson.map(Interval::lower)),
                end(wilson.map(Interval::upper)),
                end(live.map(Interval::lower)),
                end(live.map(Interval::upper)));
    }

    private static Object end(Optional<Double> end) {
        return end.isPresent() ? end.get() : end;
    }
}
