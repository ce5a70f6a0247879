package io.scalewatch.analysis.evidence;

import io.scalewatch.analysis.curves.Curve;
import io.scalewatch.analysis.curves.LogOnePlus;
import io.scalewatch.analysis.curves.RateCovariance;
import io.scalewatch.analysis.curves.Wilson;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.ShapeEvidence;

/// A weighted sum of rates, normal by its variance.
///
/// @param variance positive
public record Contrast(double effect, double variance) {

    /// Precision of the prior of an effect: a standard deviation of 10 points.
    public static final double PRIOR_PRECISION = 100;

    /// @param weights one per point of the curve
    public static Contrast of(Curve curve, RateCovariance rates, double[] weights) {
        double effect = 0;
        for (int i = 0; i < weights.length; i++) {
            effect += weights[i] * curve.rate(i);
        }
        return new Contrast(effect, rates.varianceOf(weights));
    }

    /// Natural logarithm of the e-value against "the effect is not above 0".
    public double logEAbove() {
        return MixtureEValue.logE(effect / variance, 1 / variance, PRIOR_PRECISION);
    }

    /// Natural logarithm of the e-value against "the effect is not below 0".
    public double logEBelow() {
        return MixtureEValue.logE(-effect / variance, 1 / variance, PRIOR_PRECISION);
    }

    /// The effect with its 95 % interval for one look.
    public ShapeEvidence.Trend trend() {
        double halfWidth = Wilson.Z * Math.sqrt(variance);
        return new ShapeEvidence.Trend(effect, new Interval(effect - halfWidth, effect + halfWidth));
    }

    /// 95 % confidence sequence of the effect, by the two-sided normal mixture: `|U - theta V| <= sqrt((r + V)
    /// (2 log(1 / alpha) + log((r + V) / r)))`.
    public Interval liveInterval() {
        return liveInterval(ConfidenceSequence.ALPHA);
    }

    /// The same at another level.
    ///
    /// @param alpha how often it may ever miss, above 0, below 1
    public Interval liveInterval(double alpha) {
        double v = 1 / variance;
        double r = PRIOR_PRECISION;
        double halfWidth = Math.sqrt((r + v) * (2 * Math.log(1 / alpha) + LogOnePlus.value(v / r))) / v;
        return new Interval(effect - halfWidth, effect + halfWidth);
    }

    /// The same in another unit.
    public Contrast times(double factor) {
        return new Contrast(factor * effect, factor * factor * variance);
    }
}
