package io.scalewatch.analysis.curves;

import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.Shape;
import java.util.Optional;

/// Says which shape a curve has, at one look: "BIC with an order gate".
///
/// A bend is claimed only where order-restricted likelihoods reject the curves without it; what is left is
/// monotone, and the Bayesian information criterion chooses among a constant, a logit-linear curve and a step.
/// These counts are effective ones, so that the claim is about the family and not about these models alone.
/// "Flat" is about these models: no two of them differ by more than 5 points.
public final class ShapeClassifier {

    /// Sizes that any shape needs.
    public static final int LEAST_SIZES = 3;

    /// Samples that every size must have seen.
    public static final int LEAST_SAMPLES = 20;

    private static final int LEAST_SIZES_OF_A_BEND = 4;
    private static final double GATE = 0.05;
    /// Differences that count as none: 5 points.
    private static final double FLAT_WITHIN = 0.05;

    private ShapeClassifier() {}

    /// @param counts raw successes and trials by size, as many as would be independent: divided by the design
    /// effect
    /// @param rates the covariance of the success rates
    /// @param leastSamples the fewest samples that a size has seen
    public static Classification classify(Curve counts, RateCovariance rates, long leastSamples) {
        if (counts.sizes() < LEAST_SIZES || leastSamples < LEAST_SAMPLES) {
            return Classification.INSUFFICIENT;
        }
        double dispersion = Dispersion.estimate(counts);
        Curve curve = counts.effective(dispersion).pooledBySize();
        OrderLikelihoods order = OrderLikelihoods.of(curve);
        Optional<Double> peakP = againstOneBend(order.saturated() - order.peak(), curve.points());
        Optional<Double> valleyP = againstOneBend(order.saturated() - order.valley(), curve.points());
        MonotoneForm monotone = MonotoneForm.of(curve, order);
        Interval largestDifference = largestDifference(counts, rates);

        boolean valleyProven = peakP.isPresent() && peakP.get() < GATE;
        boolean peakProven = valleyP.isPresent() && valleyP.get() < GATE;
        boolean bent = valleyProven || peakProven;
        return new Classification(
                bent ? bentShape(valleyProven, peakProven) : monotoneShape(monotone, largestDifference),
                peakP,
                valleyP,
                monotone.bic(),
                dispersion,
                !bent && monotone.form().isAbrupt(),
                Optional.of(largestDifference));
    }

    private static Optional<Double> againstOneBend(double lostLogLikelihood, int sizes) {
        return sizes < LEAST_SIZES_OF_A_BEND
                ? Optional.empty()
                : Optional.of(ChiBar.pValue(2 * lostLogLikelihood, sizes - 1));
    }

    private static Shape bentShape(boolean valleyProven, boolean peakProven) {
        if (valleyProven && peakProven) {
            return Shape.IRREGULAR;
        }
        return valleyProven ? Shape.U_SHAPED : Shape.INVERTED_U;
    }

    private static Shape monotoneShape(MonotoneForm monotone, Interval largestDifference) {
        return switch (monotone.form()) {
            case CONSTANT -> isSmall(largestDifference) ? Shape.FLAT : Shape.INCONCLUSIVE;
            case LINEAR -> monotone.upward() ? Shape.POSITIVE : Shape.INVERSE;
            case STEP, SOFT_STEP -> monotone.upward() ? Shape.EMERGENT : Shape.INVERSE;
        };
    }

    private static boolean isSmall(Interval difference) {
        return -FLAT_WITHIN <= difference.lower() && difference.upper() <= FLAT_WITHIN;
    }

    /// Of Tukey and Kramer's simultaneous 95 % intervals of all pairwise differences (the larger size less the
    /// smaller), the one that reaches farthest from 0. It is about exactly these models, so that their
    /// dispersion has no part in it.
    private static Interval largestDifference(Curve counts, RateCovariance rates) {
        int m = counts.points();
        double critical = StudentizedRange.critical(m) / Math.sqrt(2);
        double farthest = -1;
        double lower = 0;
        double upper = 0;
        for (int j = 1; j < m; j++) {
            for (int i = 0; i < j; i++) {
                double difference = counts.rate(j) - counts.rate(i);
                double variance = rates.varianceOfDifference(i, j) + nearTheEnds(counts, i) + nearTheEnds(counts, j);
                double halfWidth = critical * Math.sqrt(variance);
                if (Math.abs(difference) + halfWidth > farthest) {
                    farthest = Math.abs(difference) + halfWidth;
                    lower = difference - halfWidth;
                    upper = difference + halfWidth;
                }
            }
        }
        return new Interval(Math.max(-1, lower), Math.min(1, upper));
    }

    /// What the normal approximation forgets near rates of 0 and 1: no success in n trials still allows some 3
    /// / n.
    private static double nearTheEnds(Curve counts, int i) {
        return 0.75 / (counts.trials(i) * counts.trials(i));
    }
}
