package io.scalewatch.contracts.event;

import java.util.Map;
import java.util.Optional;

/// Why a curve has the shape it is said to have.
///
/// @param peakP chi-bar p-value of "first up, then down"; small: a valley is proven
/// @param valleyP chi-bar p-value of "first down, then up"; small: a peak is proven
/// @param bic Bayesian information criterion by form: constant, linear, step, soft-step
/// @param dispersion the dispersion rho of models around a smooth curve that was used
/// @param abrupt whether the change comes in one step
/// @param largestDifference simultaneous interval of the largest difference between two sizes, rates
/// @param trend least-squares change of accuracy from the smallest to the largest size, rates
/// @param logEInverse natural logarithm of the e-value against "accuracy does not fall with size"
/// @param logEPositive natural logarithm of the e-value against "accuracy does not rise with size"
/// @param leastSamples the samples that every size has seen
public record ShapeEvidence(
        Optional<Double> peakP,
        Optional<Double> valleyP,
        Map<String, Double> bic,
        double dispersion,
        boolean abrupt,
        Optional<Interval> largestDifference,
        Optional<Trend> trend,
        double logEInverse,
        double logEPositive,
        long leastSamples) {

    public ShapeEvidence {
        peakP = Require.orEmpty(peakP);
        valleyP = Require.orEmpty(valleyP);
        bic = bic == null ? Map.of() : Map.copyOf(bic);
        largestDifference = Require.orEmpty(largestDifference);
        trend = Require.orEmpty(trend);
    }

    /// @param change from the smallest to the largest size, rates; negative: worse with size
    /// @param interval 95 %, for a fixed number of trials
    public record Trend(double change, Interval interval) {}
}
