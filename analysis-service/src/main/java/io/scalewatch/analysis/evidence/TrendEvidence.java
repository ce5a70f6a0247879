package io.scalewatch.analysis.evidence;

import io.scalewatch.analysis.curves.Curve;
import io.scalewatch.analysis.curves.RateCovariance;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.ShapeEvidence;

/// The least-squares trend of the rates over the scaled log10 size, and what speaks against its not falling or
/// not rising.
///
/// The contrast is `c_i = z_i / sum z^2` with z centred over the points in use: the change per half of the
/// range of sizes, whose prior has a standard deviation of 10 points. The e-values are valid however often one
/// looks.
///
/// @param trend the change from the smallest to the largest size, with its interval for one look
/// @param liveInterval 95 % confidence sequence of that change
/// @param logEInverse natural logarithm of the e-value against "the rates do not fall with size"
/// @param logEPositive natural logarithm of the e-value against "the rates do not rise with size"
public record TrendEvidence(ShapeEvidence.Trend trend, Interval liveInterval, double logEInverse, double logEPositive) {

    /// z goes from -1 to 1.
    private static final int RANGE = 2;

    /// @throws IllegalArgumentException if the curve has fewer than 2 sizes
    public static TrendEvidence of(Curve curve, RateCovariance rates) {
        if (curve.sizes() < 2) {
            throw new IllegalArgumentException("a trend needs 2 sizes");
        }
        return of(Contrast.of(curve, rates, weights(curve)));
    }

    /// The same of anything else that the sizes have.
    ///
    /// @param slope per half of the range of sizes
    private static TrendEvidence of(Contrast slope) {
        Interval live = slope.liveInterval();
        return new TrendEvidence(
                slope.times(RANGE).trend(),
                new Interval(RANGE * live.lower(), RANGE * live.upper()),
                slope.logEBelow(),
                slope.logEAbove());
    }

    /// The trend of means that are no rates.
    ///
    /// @param curve read for its sizes alone
    /// @param means one per point of the curve
    /// @throws IllegalArgumentException if the curve has fewer than 2 sizes
    public static TrendEvidence ofMeans(Curve curve, double[] means, RateCovariance covariance) {
        if (curve.sizes() < 2) {
            throw new IllegalArgumentException("a trend needs 2 sizes");
        }
        double[] weights = weights(curve);
        double slope = 0;
        for (int i = 0; i < weights.length; i++) {
            slope += weights[i] * means[i];
        }
        return of(new Contrast(slope, covariance.varianceOf(weights)));
    }

    static double[] weights(Curve curve) {
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
