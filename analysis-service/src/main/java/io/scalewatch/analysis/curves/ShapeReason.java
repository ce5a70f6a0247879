package io.scalewatch.analysis.curves;

import static io.scalewatch.analysis.curves.Wording.fixed;
import static io.scalewatch.analysis.curves.Wording.percent;
import static io.scalewatch.analysis.curves.Wording.probability;
import static io.scalewatch.analysis.curves.Wording.size;

import java.util.Map;

/// Why a curve has the shape that [ShapeClassifier] gives it, in words: "falls from 87 % at 70M to 66 % at 12B;
/// no rise is proven (p = 0.614); BIC 38.1 below that of no change".
public final class ShapeReason {

    private static final String NO_CHANGE = "constant";

    private ShapeReason() {}

    /// @param counts what was classified
    /// @param leastSamples the fewest samples that a size has seen
    public static String of(Classification classification, Curve counts, long leastSamples) {
        Curve curve = counts.pooledBySize();
        return switch (classification.shape()) {
            case INSUFFICIENT -> missing(curve, leastSamples);
            case INCONCLUSIVE ->
                "no change is proven, and none of up to " + fixed(farthest(classification), 1) + " points is excluded";
            case FLAT -> "no two sizes differ by more than " + fixed(farthest(classification), 1) + " points";
            case POSITIVE -> "rises" + ends(curve) + notProven("fall", classification) + margin(classification);
            case EMERGENT ->
                "rises in one step" + ends(curve) + notProven("fall", classification) + margin(classification);
            case INVERSE ->
                (classification.abrupt() ? "falls in one step" : "falls")
                        + ends(curve)
                        + notProven("rise", classification)
                        + margin(classification);
            case U_SHAPED -> "falls" + bend(curve, -1, "rises") + proven("fall and then a rise", classification);
            case INVERTED_U -> "rises" + bend(curve, 1, "falls") + proven("rise and then a fall", classification);
            case IRREGULAR ->
                "turns more than once: neither one peak (%s) nor one valley (%s) explains it"
                        .formatted(
                                probability(classification.peakP().orElseThrow()),
                                probability(classification.valleyP().orElseThrow()));
        };
    }

    private static String missing(Curve curve, long leastSamples) {
        return curve.points() < ShapeClassifier.LEAST_SIZES
                ? "%d of the %d sizes that a shape needs have answers"
                        .formatted(curve.points(), ShapeClassifier.LEAST_SIZES)
                : "%d of the %d samples that a shape needs are seen by every size"
                        .formatted(leastSamples, ShapeClassifier.LEAST_SAMPLES);
    }

    /// Of the interval of the largest difference, the end that is farther from none, in points.
    private static double farthest(Classification classification) {
        return 100
                * classification
                        .largestDifference()
                        .map(d -> Math.max(Math.abs(d.lower()), Math.abs(d.upper())))
                        .orElse(1.0);
    }

    private static String ends(Curve curve) {
        int last = curve.points() - 1;
        return " from " + at(curve, 0) + " to " + at(curve, last);
    }

    private static String bend(Curve curve, int direction, String then) {
        int turn = 1;
        for (int i = 2; i < curve.points() - 1; i++) {
            if (direction * (curve.rate(i) - curve.rate(turn)) > 0) {
                turn = i;
            }
        }
        String end = at(curve, curve.points() - 1);
        return " from " + at(curve, 0) + " to " + at(curve, turn) + ", then " + then + " to " + end;
    }

    private static String at(Curve curve, int i) {
        return percent(curve.rate(i)) + " at " + size(Math.pow(10, curve.log10Size(i)));
    }

    private static String notProven(String what, Classification classification) {
        if (classification.peakP().isEmpty() || classification.valleyP().isEmpty()) {
            return "; too few sizes to prove a bend";
        }
        double p =
                Math.min(classification.peakP().get(), classification.valleyP().get());
        return "; no " + what + " is proven (" + probability(p) + ")";
    }

    private static String proven(String what, Classification classification) {
        double p = Math.min(
                classification.peakP().orElse(1.0), classification.valleyP().orElse(1.0));
        return "; a " + what + " is proven (" + probability(p) + ")";
    }

    private static String margin(Classification classification) {
        Map<String, Double> bic = classification.bic();
        double best = Double.POSITIVE_INFINITY;
        for (double value : bic.values()) {
            best = Math.min(best, value);
        }
        return "; BIC " + fixed(bic.getOrDefault(NO_CHANGE, best) - best, 1) + " below that of no change";
    }
}
