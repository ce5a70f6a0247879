package io.scalewatch.analysis.series;

import io.scalewatch.analysis.curves.Curve;
import io.scalewatch.analysis.curves.RateCovariance;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelVersion;
import java.util.Arrays;
import java.util.List;

/// The sums that a fit is read off. See [SeriesState] and [RateCovariance] for what the letters of the formula
/// are here: A = correctPairs, B = correctAnsweredPairs, C = answeredPairs, n = answered, k = correct, P =
/// samplesWithAnswer.
record SeriesCounts(
        List<ModelVersion> models,
        long[][] labels,
        long[] failures,
        long[] labelledSamples,
        long[] answeredSamples,
        long[] answered,
        long[] correct,
        long[][] correctPairs,
        long[][] correctAnsweredPairs,
        long[][] answeredPairs,
        long samplesWithAnswer,
        Votes votes) {

    /// Counts of independent trials: each one a sample of its own that only one model was asked.
    static SeriesCounts independent(List<ModelVersion> models, long[] correct, long[] trials) {
        int m = models.size();
        long[][] labels = new long[m][Label.values().length];
        long[][] correctPairs = new long[m][m];
        long[][] answeredPairs = new long[m][m];
        long all = 0;
        for (int i = 0; i < m; i++) {
            if (correct[i] < 0 || correct[i] > trials[i]) {
                throw new IllegalArgumentException("correct must lie between 0 and the trials");
            }
            labels[i][Label.CORRECT.ordinal()] = correct[i];
            labels[i][Label.OTHER_WRONG.ordinal()] = trials[i] - correct[i];
            correctPairs[i][i] = correct[i];
            answeredPairs[i][i] = trials[i];
            all += trials[i];
        }
        return new SeriesCounts(
                models,
                labels,
                new long[m],
                trials.clone(),
                trials.clone(),
                trials.clone(),
                correct.clone(),
                correctPairs,
                correctPairs,
                answeredPairs,
                all,
                new Votes());
    }

    /// The places of the models that answered at least once.
    int[] inUse() {
        int[] places = new int[answered.length];
        int count = 0;
        for (int i = 0; i < answered.length; i++) {
            if (answered[i] > 0) {
                places[count++] = i;
            }
        }
        return Arrays.copyOf(places, count);
    }

    Curve curve(int[] places) {
        double[] sizes = new double[places.length];
        double[] n = new double[places.length];
        double[] k = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            sizes[i] = models.get(places[i]).log10Parameters();
            n[i] = answered[places[i]];
            k[i] = correct[places[i]];
        }
        return Curve.of(sizes, n, k);
    }

    RateCovariance covariance(int[] places) {
        return RateCovariance.clustered(
                at(answered, places),
                at(correct, places),
                at(correctPairs, places),
                at(correctAnsweredPairs, places),
                at(answeredPairs, places),
                samplesWithAnswer);
    }

    /// How many trials are worth one independent one: 1 unless samples were asked more than once of the same
    /// model.
    double designEffect(int[] places, RateCovariance rates) {
        for (int place : places) {
            if (answeredPairs[place][place] > answered[place]) {
                return rates.designEffect(at(answered, places), at(correct, places));
            }
        }
        return 1;
    }

    /// The fewest samples that one of the models has answered.
    long leastSamples(int[] places) {
        long least = places.length == 0 ? 0 : Long.MAX_VALUE;
        for (int place : places) {
            least = Math.min(least, answeredSamples[place]);
        }
        return least;
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
}
