package io.scalewatch.analysis.curves;

import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Says which shape a curve has, at one look: "BIC with an order gate".
///
/// A bend is claimed only where order-restricted likelihoods reject the curves without it; what is left is monotone, and the
/// Bayesian information criterion chooses among a constant, a logit-linear curve and a step. All counts are effective
/// ones, so that the claim is about the family and not about these models alone.
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

    private enum Form {
        CONSTANT("constant", 1),
        LINEAR("linear", 2),
        STEP("step", 3),
        SOFT_STEP("soft-step", 4);

        private final String name;
        private final int parameters;

        Form(String name, int parameters) {
            this.name = name;
            this.parameters = parameters;
        }
    }

    /// @param counts raw successes and trials by size
    /// @param rates the covariance of the success rates
    /// @param leastSamples the fewest samples that a size has seen
    public static Classification classify(Curve counts, RateCovariance rates, long leastSamples) {
        if (counts.sizes() < LEAST_SIZES || leastSamples < LEAST_SAMPLES) {
            return Classification.INSUFFICIENT;
        }
        double dispersion = Dispersion.estimate(counts);
        Curve curve = counts.effective(dispersion).pooledBySize();
        OrderLikelihoods order = OrderLikelihoods.of(curve);
        Optional<Double> peakP = Optional.empty();
        Optional<Double> valleyP = Optional.empty();
        if (curve.points() >= LEAST_SIZES_OF_A_BEND) {
            peakP = Optional.of(ChiBar.pValue(2 * (order.saturated() - order.peak()), curve.points() - 1));
            valleyP = Optional.of(ChiBar.pValue(2 * (order.saturated() - order.valley()), curve.points() - 1));
        }

        LogisticFit linear = LogisticFit.of(curve, 1);
        StepFit step = StepFit.sharp(curve);
        StepFit softStep = StepFit.soft(curve);
        double penalty = Math.log(curve.totalTrials());
        Map<String, Double> bic = new LinkedHashMap<>();
        Form best = Form.CONSTANT;
        double least = Double.POSITIVE_INFINITY;
        for (Form form : Form.values()) {
            double logLikelihood =
                    switch (form) {
                        case CONSTANT -> order.constant();
                        case LINEAR -> linear.logLikelihood();
                        case STEP -> step.logLikelihood();
                        case SOFT_STEP -> softStep.logLikelihood();
                    };
            double value = form.parameters * penalty - 2 * logLikelihood;
            if (Double.isFinite(value)) {
                bic.put(form.name, value);
                if (value < least) {
                    least = value;
                    best = form;
                }
            }
        }

        Interval largestDifference = largestDifference(counts, rates, dispersion);
        boolean valleyProven = peakP.isPresent() && peakP.get() < GATE;
        boolean peakProven = valleyP.isPresent() && valleyP.get() < GATE;
        boolean abrupt = best == Form.STEP || best == Form.SOFT_STEP;
        Shape shape;
        if (valleyProven || peakProven) {
            shape = valleyProven && peakProven ? Shape.IRREGULAR : valleyProven ? Shape.U_SHAPED : Shape.INVERTED_U;
            abrupt = false;
        } else {
            shape = switch (best) {
                case CONSTANT -> isSmall(largestDifference) ? Shape.FLAT : Shape.INCONCLUSIVE;
                case LINEAR -> linear.coefficient(1) > 0 ? Shape.POSITIVE : Shape.INVERSE;
                case STEP -> step.upward() ? Shape.EMERGENT : Shape.INVERSE;
                case SOFT_STEP -> softStep.upward() ? Shape.EMERGENT : Shape.INVERSE;
            };
        }
        return new Classification(
                shape, peakP, valleyP, bic, dispersion, abrupt, Optional.of(largestDifference));
    }

    private static boolean isSmall(Interval difference) {
        return -FLAT_WITHIN <= difference.lower() && difference.upper() <= FLAT_WITHIN;
    }

    /// Of Tukey and Kramer's simultaneous 95 % intervals of all pairwise differences (the larger size less the smaller), the
    /// one that reaches farthest from 0.
    private static Interval largestDifference(Curve counts, RateCovariance rates, double dispersion) {
        int m = counts.points();
        double critical = StudentizedRange.critical(m) / Math.sqrt(2);
        double farthest = -1;
        double lower = 0;
        double upper = 0;
        for (int j = 1; j < m; j++) {
            for (int i = 0; i < j; i++) {
                double difference = counts.rate(j) - counts.rate(i);
                double variance = rates.varianceOfDifference(i, j)
                        + besidesTheNormal(counts, i, dispersion)
                        + besidesTheNormal(counts, j, dispersion);
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

    /// What models vary by themselves, and, near rates of 0 and 1, what the normal approximation forgets: no success in n
    /// trials still allows a rate of some 3 / n.
    private static double besidesTheNormal(Curve counts, int i, double dispersion) {
        double n = counts.trials(i);
        double p = (counts.successes(i) + 1) / (n + 2);
        return dispersion * p * (1 - p) + 0.75 / (n * n);
    }
}
