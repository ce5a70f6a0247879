package io.scalewatch.local.rescoring;

import io.scalewatch.analysis.api.VariantComparisons;
import io.scalewatch.analysis.curves.Wording;
import io.scalewatch.analysis.series.PairedDifference;
import io.scalewatch.local.text.Columns;
import io.scalewatch.local.text.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Comparisons of variants in words and columns.
final class VariantLines {

    private static final List<String> HEADER =
            List.of("size", "model", "samples", "baseline, %", "variant, %", "difference, points");

    private VariantLines() {}

    static List<String> of(VariantComparisons comparisons) {
        List<String> lines = new ArrayList<>();
        lines.add("%s: %s%s"
                .formatted(
                        comparisons.baseline().variant(),
                        comparisons.shape(),
                        comparisons
                                .trend()
                                .map(trend -> ", " + Wording.points(trend.change()) + " points from end to end")
                                .orElse("")));
        for (VariantComparisons.Variant variant : comparisons.variants()) {
            lines.add("");
            lines.add(variant.series().variant() + ": " + variant.shape() + ", " + verdict(variant));
            lines.addAll(Columns.lines(
                    HEADER,
                    variant.accuracy().points().stream().map(VariantLines::row).toList()));
        }
        comparisons.missing().forEach(series -> lines.add(series.variant() + ": has nothing to compare here"));
        if (comparisons.variants().isEmpty() && comparisons.missing().isEmpty()) {
            lines.add("No other variant of this task has scores.");
        }
        return lines;
    }

    private static String verdict(VariantComparisons.Variant variant) {
        String verdict = switch (variant.verdict()) {
            case REPAIRS -> "repairs the curve";
            case LIFTS_THE_LARGER -> "does more for the larger models";
            case LIFTS_THE_SMALLER -> "does more for the smaller models";
            case OPEN -> "no change of the curve is proven";
        };
        return verdict
                + variant.accuracy()
                        .trend()
                        .map(trend -> ": the difference changes by " + Wording.points(trend.change())
                                + " points from end to end (95 % interval "
                                + Wording.points(trend.interval().lower()) + " to "
                                + Wording.points(trend.interval().upper()) + ")")
                        .orElse("");
    }

    private static List<String> row(PairedDifference.Point point) {
        return List.of(
                Sizes.text(point.parameters()),
                point.model() + " " + point.version(),
                Long.toString(point.samples()),
                String.format(Locale.ROOT, "%.1f", point.first() * 100),
                String.format(Locale.ROOT, "%.1f", point.second() * 100),
                "%s [%s, %s]"
                        .formatted(
                                Wording.points(point.difference()),
                                Wording.points(point.interval().lower()),
                                Wording.points(point.interval().upper())));
    }
}
