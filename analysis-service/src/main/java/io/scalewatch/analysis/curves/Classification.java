package io.scalewatch.analysis.curves;

import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.Shape;
import java.util.Map;
import java.util.Optional;

/// The shape of a curve and the numbers that it rests on; see [io.scalewatch.contracts.event.ShapeEvidence].
public record Classification(
        Shape shape,
        Optional<Double> peakP,
        Optional<Double> valleyP,
        Map<String, Double> bic,
        double dispersion,
        boolean abrupt,
        Optional<Interval> largestDifference) {

    /// Too little is known for any shape.
    public static final Classification INSUFFICIENT = new Classification(
            Shape.INSUFFICIENT, Optional.empty(), Optional.empty(), Map.of(), 0, false, Optional.empty());

    public Classification {
        bic = Map.copyOf(bic);
    }
}
