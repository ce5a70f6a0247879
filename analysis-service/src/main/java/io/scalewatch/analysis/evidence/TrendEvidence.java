package io.scalewatch.analysis.evidence;

import io.scalewatch.analysis.curves.Curve;
import io.scalewatch.analysis.curves.RateCovariance;
import io.scalewatch.analysis.curves.Wilson;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.ShapeEvidence;

/// The least-squares trend of the rates over the scaled log10 size, and what speaks against its not falling or
/// not rising.
///
/// The contrast is `c_i = z_i / sum z^2` with z centred over the points in use. The e-values are valid however
/// often one looks; the interval is for one look.
///
/// @param trend the change from the smallest to the largest size
/// @param logEInverse natural logarithm of the e-value against "the rates do not fall with size"
/// @param logEPositive natural logarithm of the e-value against "the rates do not rise with size"
public record TrendEvidence(ShapeEvidence.Trend trend, double logEInverse, double logEPositive) {

    /// Precision of the prior of the slope: a standard deviation of 10 points per half of the range of sizes.
    private static final double PRIOR_PRECISION = 100;

    /// @throws IllegalArgumentException if the curve has fewer than 2 sizes
    public static TrendEvidence of(Curve curve, RateCovariance rates) {
        if (curve.sizes() < 2) {
            throw new IllegalArgumentException("a trend needs 2 sizes");
        }
        double[] weights = weights(curve);
        double slope = 0;
        for (int i = 0; i < weights.length; i++) {
            slope += weights[i] * curve.rate(i);
        }
        double variance = rates.varianceOf(weights);
        double information = 1 / variance;
        double u = slope * information;
        // z goes from -1 to 1.
        double change = 2 * slope;
        double halfWidth = 2 * Wilson.Z * Math.sqrt(variance);
        return new TrendEvidence(
                new ShapeEvidence.Trend(change, new Interval(change - halfWidth, change + halfWidth)),
                MixtureEValue.logE(-u, information, PRIOR_PRECISION),
                MixtureEValue.logE(u, information, PRIOR_PRECISION));
    }

    private static double[] weights(Curve curve) {
        int m = curve.points();
        double mean = 0;
        for (int i = 0; i < m; i++) {
            mean += curve.z(i) / m;
        }
        double[] weights = new double[m];
        double squares = 0;
        for (int i = 0; i < m; i++) {
            weights[i] = curve.z(i) - mean;
            squares += weights[i] * weights[i];
        }
        for (int i = 0; i < m; i++) {
            weights[i] /= squares;
        }
        return weights;
    }
}
