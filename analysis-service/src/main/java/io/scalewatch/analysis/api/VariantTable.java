package io.scalewatch.analysis.api;

import io.scalewatch.analysis.series.PairedDifference;
import java.util.ArrayList;
import java.util.List;

/// Comparisons of variants as a table in long form: a row per variant and model.
final class VariantTable {

    private static final List<String> COLUMNS = List.of(
            "family",
            "task",
            "task_version",
            "scoring_version",
            "baseline",
            "variant",
            "verdict",
            "model",
            "version",
            "parameters",
            "samples",
            "baseline_accuracy",
            "variant_accuracy",
            "difference",
            "lower",
            "upper",
            "live_lower",
            "live_upper",
            "log_e_better",
            "log_e_worse");

    private VariantTable() {}

    /// With a line of names at the top.
    static String csv(VariantComparisons comparisons) {
        List<Object[]> rows = new ArrayList<>();
        for (VariantComparisons.Variant variant : comparisons.variants()) {
            variant.accuracy().points().forEach(point -> rows.add(row(comparisons, variant, point)));
        }
        return Csv.of(COLUMNS, rows);
    }

    private static Object[] row(
            VariantComparisons comparisons, VariantComparisons.Variant variant, PairedDifference.Point point) {
        return new Object[] {
            variant.series().family(),
            variant.series().task(),
            variant.series().taskVersion(),
            variant.series().scoringVersion(),
            comparisons.baseline().variant(),
            variant.series().variant(),
            variant.verdict().name(),
            point.model(),
            point.version(),
            point.parameters(),
            point.samples(),
            point.first(),
            point.second(),
            point.difference(),
            point.interval().lower(),
            point.interval().upper(),
            point.liveInterval().lower(),
            point.liveInterval().upper(),
            point.logEBetter(),
            point.logEWorse()
        };
    }
}
