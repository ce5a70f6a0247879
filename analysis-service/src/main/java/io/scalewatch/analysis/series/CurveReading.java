package io.scalewatch.analysis.series;

import io.scalewatch.analysis.curves.Classification;
import io.scalewatch.analysis.curves.Curve;
import io.scalewatch.analysis.curves.RateCovariance;
import io.scalewatch.analysis.curves.ShapeClassifier;
import io.scalewatch.analysis.curves.ShapeReason;
import io.scalewatch.analysis.evidence.TrendEvidence;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.util.List;
import java.util.Optional;

/// What one outcome's counts say: its curve, the shape, the trend.
///
/// @param places of the models with a trial
/// @param curve of the raw counts
/// @param independent the curve divided by the design effect
/// @param rates with fewer than two sizes or two samples there are none
/// @param missing models without a trial
record CurveReading(
        int[] places,
        Curve curve,
        Curve independent,
        Optional<RateCovariance> rates,
        Classification classification,
        Optional<TrendEvidence> trend,
        long leastSamples,
        int missing) {

    /// @param samples that each model has seen
    static CurveReading of(List<ModelVersion> models, OutcomeCounts counts, long[] samples) {
        int[] places = counts.inUse();
        Curve curve = counts.curve(models, places);
        long leastSamples = SeriesCounts.least(samples, places);
        int missing = models.size() - places.length;
        if (curve.sizes() < 2 || counts.samples() < 2) {
            return new CurveReading(
                    places,
                    curve,
                    curve,
                    Optional.empty(),
                    Classification.INSUFFICIENT,
                    Optional.empty(),
                    leastSamples,
                    missing);
        }
        RateCovariance rates = counts.covariance(places);
        Curve independent = curve.dividedBy(counts.designEffect(places, rates));
        return new CurveReading(
                places,
                curve,
                independent,
                Optional.of(rates),
                ShapeClassifier.classify(independent, rates, leastSamples),
                Optional.of(TrendEvidence.of(curve, rates)),
                leastSamples,
                missing);
    }

    /// Whether every size has seen enough for e-values to count; before that they are 1.
    boolean pastBurnIn() {
        return curve.sizes() >= ShapeClassifier.LEAST_SIZES && leastSamples >= ShapeClassifier.LEAST_SAMPLES;
    }

    /// Of an e-value past the burn-in, what is left of its logarithm.
    ///
    /// A contrast over the models that answered so far is a hypothesis of its own, and the set of them only
    /// grows: with these weights all of them together add a tenth to the error rate of the full set's, and a
    /// model that never answers doesn't silence its family.
    double charged(double logE) {
        return pastBurnIn() ? logE - charge(missing) : 0;
    }

    static double charge(int missing) {
        return missing == 0 ? 0 : Math.log(10) + missing * Math.log(2);
    }

    ShapeEvidence evidence() {
        return new ShapeEvidence(
                classification.peakP(),
                classification.valleyP(),
                classification.bic(),
                classification.dispersion(),
                classification.abrupt(),
                classification.largestDifference(),
                trend.map(TrendEvidence::trend),
                trend.map(t -> charged(t.logEInverse())).orElse(0.0),
                trend.map(t -> charged(t.logEPositive())).orElse(0.0),
                leastSamples);
    }

    String reason() {
        return ShapeReason.of(classification, curve, leastSamples);
    }
}
