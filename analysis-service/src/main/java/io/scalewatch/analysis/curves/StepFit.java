package io.scalewatch.analysis.curves;

/// The best fit of one jump between two levels: one rate below it, one above.
///
/// @param logLikelihood without the binomial coefficients
/// @param upward whether the level above the jump is the higher one
public record StepFit(double logLikelihood, boolean upward) {

    /// Two levels: 3 parameters, the place included.
    public static StepFit sharp(Curve curve) {
        return best(curve, 0);
    }

    /// Two levels and one model in the middle of the jump, with a rate between them: 4 parameters.
    ///
    /// The log-likelihood is negative infinity where no model lies in between.
    public static StepFit soft(Curve curve) {
        return best(curve, 1);
    }

    private static StepFit best(Curve curve, int between) {
        int m = curve.points();
        double totalTrials = curve.totalTrials();
        double totalSuccesses = 0;
        for (int i = 0; i < m; i++) {
            totalSuccesses += curve.successes(i);
        }
        StepFit best = new StepFit(Double.NEGATIVE_INFINITY, false);
        double n = 0;
        double k = 0;
        for (int below = 1; below + between < m; below++) {
            n += curve.trials(below - 1);
            k += curve.successes(below - 1);
            double middleTrials = between == 0 ? 0 : curve.trials(below);
            double middleSuccesses = between == 0 ? 0 : curve.successes(below);
            double upperTrials = totalTrials - n - middleTrials;
            double upperSuccesses = Math.clamp(totalSuccesses - k - middleSuccesses, 0, upperTrials);
            boolean upward = upperSuccesses / upperTrials > k / n;
            if (between == 1 && !isBetween(middleSuccesses / middleTrials, k / n, upperSuccesses / upperTrials)) {
                continue;
            }
            double logLikelihood = OrderLikelihoods.maximal(Math.min(k, n), n)
                    + OrderLikelihoods.maximal(upperSuccesses, upperTrials)
                    + (between == 0 ? 0 : OrderLikelihoods.maximal(middleSuccesses, middleTrials));
            if (logLikelihood > best.logLikelihood) {
                best = new StepFit(logLikelihood, upward);
            }
        }
        return best;
    }

    private static boolean isBetween(double middle, double one, double other) {
        return Math.min(one, other) <= middle && middle <= Math.max(one, other);
    }
}
