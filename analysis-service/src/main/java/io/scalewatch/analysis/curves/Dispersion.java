package io.scalewatch.analysis.curves;

/// How far models scatter around a smooth curve of their family, beyond what their trials explain: the
/// correlation rho that a model's trials share because the model has a talent of its own.
///
/// A method-of-moments estimate from the Pearson statistic around the quadratic logit fit, shrunk towards a
/// prior, because a handful of sizes hardly tell it: `rho = clamp(((X + nu phi0) / (d + nu) - 1) / (nBar - 1),
/// 0, 0.005)`.
public final class Dispersion {

    /// How many degrees of freedom the prior is worth.
    private static final double PRIOR_WEIGHT = 4;

    private static final double PRIOR_RHO = 0.0005;
    private static final double LARGEST_RHO = 0.005;

    private Dispersion() {}

    /// @param curve of raw counts, with at least 3 sizes
    public static double estimate(Curve curve) {
        int m = curve.points();
        double meanTrials = curve.totalTrials() / m;
        if (meanTrials <= 1) {
            return 0;
        }
        int degree = m > 3 ? 2 : 1;
        int freedom = m - degree - 1;
        double pearson = LogisticFit.of(curve, degree).pearson(curve);
        double prior = 1 + (meanTrials - 1) * PRIOR_RHO;
        double phi = (pearson + PRIOR_WEIGHT * prior) / (freedom + PRIOR_WEIGHT);
        return Math.clamp((phi - 1) / (meanTrials - 1), 0, LARGEST_RHO);
    }
}
