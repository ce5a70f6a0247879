package io.scalewatch.analysis.series;

import io.scalewatch.analysis.curves.Curve;
import io.scalewatch.analysis.curves.RateCovariance;
import io.scalewatch.contracts.event.ModelVersion;
import java.util.Arrays;
import java.util.List;

/// What the curve of one outcome is read off: the letters of [RateCovariance].
///
/// @param trials n
/// @param successes k
/// @param successPairs A
/// @param successTrialPairs B
/// @param trialPairs C
/// @param samples P
record OutcomeCounts(
        long[] trials,
        long[] successes,
        long[][] successPairs,
        long[][] successTrialPairs,
        long[][] trialPairs,
        long samples) {

    /// The places of the models with a trial.
    int[] inUse() {
        int[] places = new int[trials.length];
        int count = 0;
        for (int i = 0; i < trials.length; i++) {
            if (trials[i] > 0) {
                places[count++] = i;
            }
        }
        return Arrays.copyOf(places, count);
    }

    Curve curve(List<ModelVersion> models, int[] places) {
        double[] sizes = new double[places.length];
        double[] n = new double[places.length];
        double[] k = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            sizes[i] = models.get(places[i]).log10Parameters();
            n[i] = trials[places[i]];
            k[i] = successes[places[i]];
        }
        return Curve.of(sizes, n, k);
    }

    RateCovariance covariance(int[] places) {
        return RateCovariance.clustered(
                at(trials, places),
                at(successes, places),
                at(successPairs, places),
                at(successTrialPairs, places),
                at(trialPairs, places),
                samples);
    }

    /// Of sums of values in place of successes, one in each trial.
    ///
    /// @param unit what a value of 1 is in the sums
    RateCovariance covarianceOfMeans(int[] places, double unit) {
        return RateCovariance.ofMeans(
                at(trials, places),
                at(successes, places),
                at(successPairs, places),
                at(successTrialPairs, places),
                at(trialPairs, places),
                unit,
                samples);
    }

    /// How many trials are worth one independent one: 1 unless samples were asked more than once of the same
    /// model.
    double designEffect(int[] places, RateCovariance rates) {
        for (int place : places) {
            if (isRepeated(place)) {
                return rates.designEffect(at(trials, places), at(successes, places));
            }
        }
        return 1;
    }

    /// The same for one model by itself, by the cluster-robust variance of its own rate.
    double designEffect(int place) {
        double n = trials[place];
        if (!isRepeated(place) || samples < 2) {
            return 1;
        }
        double p = (successes[place] + 1) / (n + 2);
        double clustered = (successPairs[place][place]
                        - 2 * p * successTrialPairs[place][place]
                        + p * p * trialPairs[place][place])
                * samples
                / (samples - 1.0);
        return Math.max(1, clustered / (n * p * (1 - p)));
    }

    /// With further successes of which no sample is known: each counts as a sample of its own.
    ///
    /// @param more by model
    OutcomeCounts withSeparate(long[] more) {
        long all = Arrays.stream(more).sum();
        if (all == 0) {
            return this;
        }
        OutcomeCounts sum = new OutcomeCounts(
                trials.clone(),
                successes.clone(),
                copy(successPairs),
                copy(successTrialPairs),
                copy(trialPairs),
                samples + all);
        for (int i = 0; i < more.length; i++) {
            sum.trials[i] += more[i];
            sum.successes[i] += more[i];
            sum.successPairs[i][i] += more[i];
            sum.successTrialPairs[i][i] += more[i];
            sum.trialPairs[i][i] += more[i];
        }
        return sum;
    }

    private boolean isRepeated(int place) {
        return trialPairs[place][place] > trials[place];
    }

    private static long[] at(long[] values, int[] places) {
        long[] picked = new long[places.length];
        for (int i = 0; i < places.length; i++) {
            picked[i] = values[places[i]];
        }
        return picked;
    }

    private static long[][] at(long[][] values, int[] places) {
        long[][] picked = new long[places.length][];
        for (int i = 0; i < places.length; i++) {
            picked[i] = at(values[places[i]], places);
        }
        return picked;
    }

    private static long[][] copy(long[][] matrix) {
        long[][] copy = new long[matrix.length][];
        for (int i = 0; i < matrix.length; i++) {
            copy[i] = matrix[i].clone();
        }
        return copy;
    }
}
