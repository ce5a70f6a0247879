package io.scalewatch.local.demo;

import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.util.Locale;
import java.util.Optional;

/// Why a curve has its shape, in a few words. Rates are told in points, p-values as they are.
final class EvidenceInWords {

    private static final double LARGEST_LOG_E = 300;

    private EvidenceInWords() {}

    static String of(Shape shape, ShapeEvidence evidence) {
        return switch (shape) {
            case INSUFFICIENT -> "only " + evidence.leastSamples() + " samples seen by every size";
            case INVERSE -> trend(evidence) + ", " + odds(evidence.logEInverse()) + abrupt(evidence);
            case POSITIVE, EMERGENT -> trend(evidence) + ", " + odds(evidence.logEPositive()) + abrupt(evidence);
            case U_SHAPED -> "a fall and then a rise, p " + p(evidence.peakP());
            case INVERTED_U -> "a rise and then a fall, p " + p(evidence.valleyP());
            case IRREGULAR -> "peak p " + p(evidence.peakP()) + ", valley p " + p(evidence.valleyP());
            case FLAT, INCONCLUSIVE ->
                evidence.largestDifference()
                        .map(d -> "largest difference " + interval(d) + " points")
                        .orElseGet(() -> trend(evidence));
        };
    }

    private static String trend(ShapeEvidence evidence) {
        return evidence.trend()
                .map(t -> points(t.change()) + " points " + interval(t.interval()))
                .orElse("no trend yet");
    }

    private static String abrupt(ShapeEvidence evidence) {
        return evidence.abrupt() ? ", in one step" : "";
    }

    /// What a bet against chance would have paid.
    private static String odds(double logE) {
        double e = Math.exp(Math.min(logE, LARGEST_LOG_E));
        return String.format(Locale.ROOT, e < 100_000 ? "odds %.0f" : "odds %.0e", e);
    }

    private static String p(Optional<Double> value) {
        return value.map(p -> p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "= %.3f", p))
                .orElse("unknown");
    }

    private static String interval(Interval interval) {
        return "[" + points(interval.lower()) + ", " + points(interval.upper()) + "]";
    }

    private static String points(double rate) {
        return String.format(Locale.ROOT, "%+.1f", rate * 100);
    }
}
