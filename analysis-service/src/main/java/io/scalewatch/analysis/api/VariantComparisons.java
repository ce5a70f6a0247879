package io.scalewatch.analysis.api;

import io.scalewatch.analysis.series.PairedDifference;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// The same samples asked in other ways: each variant of a task against one of them.
///
/// @param baseline the one that the others are compared with
/// @param variants by name
/// @param missing variants that can't be compared: no model version has answers in both, or this instance does not hold
///     the samples
public record VariantComparisons(
        SeriesKey baseline,
        Shape shape,
        Optional<ShapeEvidence.Trend> trend,
        List<Variant> variants,
        List<SeriesKey> missing) {

    /// From which e-value on something is said of a curve: at most one in twenty is said where there is nothing.
    private static final double DECISIVE = Math.log(20);

    /// What a variant does to a curve.
    public enum Verdict {
        /// The baseline falls with size (its 95 % interval is below 0), and what the variant gains grows with size.
        REPAIRS,
        /// What the variant gains grows with size.
        LIFTS_THE_LARGER,
        /// What the variant gains shrinks with size.
        LIFTS_THE_SMALLER,
        /// Neither is proven.
        OPEN
    }

    /// @param accuracy of the variant less that of the baseline
    public record Variant(
            SeriesKey series,
            Shape shape,
            Optional<ShapeEvidence.Trend> trend,
            Verdict verdict,
            PairedDifference accuracy) {}

    /// @param samples by sample, how often it got each label, where this instance holds the series
    static VariantComparisons of(
            CurveFitted baseline,
            List<CurveFitted> others,
            BiFunction<SeriesKey, CurvePoint, Optional<Map<String, int[]>>> samples) {
        List<Variant> variants = new ArrayList<>();
        List<SeriesKey> missing = new ArrayList<>();
        Map<CurvePoint, Optional<Map<String, int[]>>> ofBaseline = new HashMap<>();
        for (CurveFitted other : others) {
            List<ModelVersion> models = new ArrayList<>();
            List<Map<String, int[]>> before = new ArrayList<>();
            List<Map<String, int[]>> after = new ArrayList<>();
            for (CurvePoint point : other.points()) {
                Optional<Map<String, int[]>> first = baseline.points().stream()
                        .filter(p ->
                                p.model().equals(point.model()) && p.version().equals(point.version()))
                        .findFirst()
                        .flatMap(p -> ofBaseline.computeIfAbsent(p, b -> samples.apply(baseline.series(), b)));
                Optional<Map<String, int[]>> second = first.flatMap(f -> samples.apply(other.series(), point));
                if (second.isPresent()) {
                    models.add(new ModelVersion(
                            other.series().family(), point.model(), point.version(), point.parameters()));
                    before.add(first.get());
                    after.add(second.get());
                }
            }
            if (models.isEmpty()) {
                missing.add(other.series());
            } else {
                PairedDifference difference = PairedDifference.of(models, before, after);
                variants.add(new Variant(
                        other.series(),
                        other.shape(),
                        other.evidence().trend(),
                        verdict(baseline, difference),
                        difference));
            }
        }
        return new VariantComparisons(
                baseline.series(), baseline.shape(), baseline.evidence().trend(), variants, missing);
    }

    private static Verdict verdict(CurveFitted baseline, PairedDifference difference) {
        if (difference.logEGrows() >= DECISIVE) {
            boolean falls = baseline.evidence()
                    .trend()
                    .filter(trend -> trend.interval().upper() < 0)
                    .isPresent();
            return falls ? Verdict.REPAIRS : Verdict.LIFTS_THE_LARGER;
        }
        return difference.logEShrinks() >= DECISIVE ? Verdict.LIFTS_THE_SMALLER : Verdict.OPEN;
    }
}
