package io.scalewatch.analysis.series;

import io.scalewatch.analysis.curves.RateCovariance;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The sums that a fit is read off; see [SeriesState].
///
/// @param accuracy correct ones of the answered trials
/// @param byLabel the labels that occurred, of all labelled trials; CORRECT apart
/// @param unanswered refused, unparsed and failed ones of everything that was asked
/// @param confidences by model
/// @param effects paired within groups of samples, by label
/// @param versions by the place of a model, how its last version and the present one answered the same samples
record SeriesCounts(
        List<ModelVersion> models,
        long[][] labels,
        long[] failures,
        long[] labelledSamples,
        long[] answeredSamples,
        OutcomeCounts accuracy,
        Map<Label, OutcomeCounts> byLabel,
        OutcomeCounts unanswered,
        Votes votes,
        Map<Integer, LastVersion> versions,
        ConfidenceBins[] confidences,
        List<EffectCounts> effects) {

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
                new OutcomeCounts(trials.clone(), correct.clone(), correctPairs, correctPairs, answeredPairs, all),
                Map.of(),
                new OutcomeCounts(trials.clone(), new long[m], new long[m][m], new long[m][m], answeredPairs, all),
                new Votes(),
                Map.of(),
                confidences(m),
                List.of());
    }

    static ConfidenceBins[] confidences(int models) {
        ConfidenceBins[] none = new ConfidenceBins[models];
        Arrays.setAll(none, i -> new ConfidenceBins());
        return none;
    }

    /// The places of the models that answered at least once.
    int[] inUse() {
        return accuracy.inUse();
    }

    RateCovariance covariance(int[] places) {
        return accuracy.covariance(places);
    }

    long samplesWithAnswer() {
        return accuracy.samples();
    }

    /// The fewest samples that one of the models has seen.
    ///
    /// @param samples by model
    static long least(long[] samples, int[] places) {
        long least = places.length == 0 ? 0 : Long.MAX_VALUE;
        for (int place : places) {
            least = Math.min(least, samples[place]);
        }
        return least;
    }
}
