package io.scalewatch.analysis.api;

import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.CurveStatistics;
import io.scalewatch.contracts.event.EffectCurve;
import io.scalewatch.contracts.event.EffectPoint;
import io.scalewatch.contracts.event.SeriesKey;
import java.util.ArrayList;
import java.util.List;

/// The paired effects of a fit as a table in long form: a row per label and model.
final class EffectTable {

    private static final List<String> COLUMNS = List.of(
            "family",
            "task",
            "task_version",
            "variant",
            "scoring_version",
            "epoch",
            "sequence",
            "fitted_at",
            "label",
            "basis",
            "model",
            "version",
            "parameters",
            "asked_groups",
            "groups",
            "biased",
            "control",
            "effect",
            "lower",
            "upper",
            "live_lower",
            "live_upper");

    private EffectTable() {}

    /// With a line of names at the top, and nothing else where there is no effect.
    static String csv(CurveFitted fit) {
        List<Object[]> rows = new ArrayList<>();
        fit.statistics()
                .map(CurveStatistics::effects)
                .orElse(List.of())
                .forEach(effect -> effect.points().forEach(point -> rows.add(row(fit, effect, point))));
        return Csv.of(COLUMNS, rows);
    }

    private static Object[] row(CurveFitted fit, EffectCurve effect, EffectPoint point) {
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
            effect.label().name(),
            effect.basis().name(),
            point.model(),
            point.version(),
            point.parameters(),
            point.asked(),
            point.groups(),
            point.biased(),
            point.control(),
            point.effect(),
            point.interval().lower(),
            point.interval().upper(),
            point.liveInterval().lower(),
            point.liveInterval().upper()
        };
    }
}
