package io.scalewatch.analysis.evidence;

import io.scalewatch.analysis.curves.Curve;
import io.scalewatch.analysis.curves.RateCovariance;

/// What speaks against all sizes having the same rate, whichever differs: the average of the e-values of each size
/// against the mean of the others, in both directions, and of the trend's.
///
/// If the rates are the same, the pooled one tells the variance better than each size's own, which is too small
/// where by chance hardly anything has happened: the larger of both variances counts.
///
/// @param logE natural logarithm
/// @param lowest the point of the lowest rate
/// @param highest the point of the highest rate
/// @param difference of these two
public record SkewEvidence(double logE, int lowest, int highest, Contrast difference) {

    /// @param designEffect how many trials are worth one independent one
    /// @throws IllegalArgumentException if the curve has fewer than 2 sizes
    public static SkewEvidence of(Curve curve, RateCovariance rates, double designEffect) {
        int m = curve.points();
        if (curve.sizes() < 2) {
            throw new IllegalArgumentException("a difference by size needs 2 sizes");
        }
        double hits = 0;
        for (int i = 0; i < m; i++) {
            hits += curve.successes(i);
        }
        double pooled = (hits + 1) / (curve.totalTrials() + 2);
        double variance = pooled * (1 - pooled) * designEffect;
        double[] logE = new double[2 * m + 2];
        Contrast trend = contrast(curve, rates, TrendEvidence.weights(curve), variance);
        logE[2 * m] = trend.logEAbove();
        logE[2 * m + 1] = trend.logEBelow();
        int lowest = 0;
        int highest = 0;
        double[] weights = new double[m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                weights[j] = j == i ? 1 : -1.0 / (m - 1);
            }
            Contrast against = contrast(curve, rates, weights, variance);
            logE[2 * i] = against.logEAbove();
            logE[2 * i + 1] = against.logEBelow();
            lowest = curve.rate(i) < curve.rate(lowest) ? i : lowest;
            highest = curve.rate(i) > curve.rate(highest) ? i : highest;
        }
        double largest = logE[0];
        for (double one : logE) {
            largest = Math.max(largest, one);
        }
        double sum = 0;
        for (double one : logE) {
            sum += Math.exp(one - largest);
        }
        double difference = curve.rate(highest) - curve.rate(lowest);
        return new SkewEvidence(
                largest + Math.log(sum / logE.length),
                lowest,
                highest,
                new Contrast(difference, rates.varianceOfDifference(highest, lowest)));
    }

    private static Contrast contrast(Curve curve, RateCovariance rates, double[] weights, double variance) {
        Contrast own = Contrast.of(curve, rates, weights);
        double pooled = 0;
        for (int i = 0; i < weights.length; i++) {
            pooled += weights[i] * weights[i] * variance / curve.trials(i);
        }
        return new Contrast(own.effect(), Math.max(own.variance(), pooled));
    }
}
