package io.scalewatch.analysis.series;

import io.scalewatch.analysis.curves.Curve;
import io.scalewatch.analysis.curves.RateCovariance;
import io.scalewatch.analysis.curves.ShapeClassifier;
import io.scalewatch.analysis.evidence.Contrast;
import io.scalewatch.analysis.evidence.TrendEvidence;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.ModelVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Means of paired differences, from -1 to 1, by size, and their trend with what was paired as clusters.
///
/// @param points of the models with a cluster, by size
/// @param trend over the models with enough clusters, where there are three sizes of them
/// @param charge what the models that the trend leaves out take from the logarithm of an e-value
record MeansReading(List<Point> points, Optional<TrendEvidence> trend, double charge) {

    private static final int LEAST_CLUSTERS = 2;

    /// @param place of the model
    /// @param clusters with a difference
    record Point(int place, long clusters, Contrast mean) {

        Interval interval() {
            return possible(mean.trend().interval());
        }

        Interval liveInterval() {
            return possible(mean.liveInterval());
        }

        private static Interval possible(Interval interval) {
            return new Interval(Math.max(-1, interval.lower()), Math.min(1, interval.upper()));
        }
    }

    /// Nothing as long as there is no variance between clusters.
    ///
    /// @param sums "trials" are clusters, "successes" sums of differences in [Shares#UNIT]s
    static Optional<MeansReading> of(List<ModelVersion> models, OutcomeCounts sums) {
        int[] places = sums.inUse();
        if (sums.samples() < LEAST_CLUSTERS || places.length == 0) {
            return Optional.empty();
        }
        RateCovariance covariance = sums.covarianceOfMeans(places, Shares.UNIT);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            points.add(new Point(
                    places[i], sums.trials()[places[i]], new Contrast(mean(sums, places[i]), covariance.get(i, i))));
        }
        int[] enough = Arrays.stream(places)
                .filter(place -> sums.trials()[place] >= ShapeClassifier.LEAST_SAMPLES)
                .toArray();
        return Optional.of(new MeansReading(
                points, trend(models, sums, enough), CurveReading.charge(models.size() - enough.length)));
    }

    /// Natural logarithm of the e-value against "the means do not grow with size"; 0 without a trend.
    double logEGrows() {
        return trend.map(t -> t.logEPositive() - charge).orElse(0.0);
    }

    /// The same against "they do not shrink".
    double logEShrinks() {
        return trend.map(t -> t.logEInverse() - charge).orElse(0.0);
    }

    private static Optional<TrendEvidence> trend(List<ModelVersion> models, OutcomeCounts sums, int[] places) {
        double[] sizes = new double[places.length];
        double[] means = new double[places.length];
        double[] ones = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            sizes[i] = models.get(places[i]).log10Parameters();
            means[i] = mean(sums, places[i]);
            ones[i] = 1;
        }
        // For its sizes alone: a difference is no rate.
        Curve curve = Curve.of(sizes, ones, new double[places.length]);
        return curve.sizes() < ShapeClassifier.LEAST_SIZES
                ? Optional.empty()
                : Optional.of(TrendEvidence.ofMeans(curve, means, sums.covarianceOfMeans(places, Shares.UNIT)));
    }

    private static double mean(OutcomeCounts sums, int place) {
        return (double) sums.successes()[place] / Shares.UNIT / sums.trials()[place];
    }
}
