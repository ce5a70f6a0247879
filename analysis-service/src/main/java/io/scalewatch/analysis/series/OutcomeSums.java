package io.scalewatch.analysis.series;

/// Trials with one outcome by model, and over samples the sums of the products of two models' counts: k, A and
/// B of [io.scalewatch.analysis.curves.RateCovariance].
final class OutcomeSums {

    private final long[] successes;
    private final long[][] pairs;
    private final long[][] trialPairs;

    OutcomeSums(int models) {
        successes = new long[models];
        pairs = new long[models][models];
        trialPairs = new long[models][models];
    }

    /// More trials of one sample, or fewer, of which some have the outcome.
    ///
    /// @param hitsBefore the sample's trials with the outcome by model so far
    /// @param trialsBefore the sample's trials by model so far
    void add(int[] hitsBefore, int[] trialsBefore, int model, int moreHits, int moreTrials) {
        successes[model] += moreHits;
        long hits = moreHits;
        long trials = moreTrials;
        for (int other = 0; other < trialsBefore.length; other++) {
            if (other != model) {
                pairs[model][other] += hits * hitsBefore[other];
                pairs[other][model] += hits * hitsBefore[other];
                trialPairs[model][other] += hits * trialsBefore[other];
                trialPairs[other][model] += trials * hitsBefore[other];
            }
        }
        long k = hitsBefore[model];
        long n = trialsBefore[model];
        pairs[model][model] += hits * (2 * k + hits);
        trialPairs[model][model] += hits * n + trials * k + hits * trials;
    }

    /// The sums together with the trials that they are a rate of; not copied.
    OutcomeCounts counts(TrialSums of) {
        return new OutcomeCounts(of.trials(), successes, pairs, trialPairs, of.pairs(), of.samples());
    }
}
