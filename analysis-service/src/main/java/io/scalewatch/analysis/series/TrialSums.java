package io.scalewatch.analysis.series;

/// Trials by model, and over samples the sums of the products of two models' trials: n and C of
/// [RateCovariance].
final class TrialSums {

    private final long[] trials;
    private final long[][] pairs;
    private long samples;

    TrialSums(int models) {
        trials = new long[models];
        pairs = new long[models][models];
    }

    /// A sample that has not been counted before.
    void sample() {
        samples(1);
    }

    /// Samples more, or fewer.
    void samples(int more) {
        samples += more;
    }

    /// More trials of one sample, or fewer.
    ///
    /// @param before the sample's trials by model so far
    void add(int[] before, int model, int more) {
        trials[model] += more;
        for (int other = 0; other < before.length; other++) {
            if (other != model) {
                pairs[model][other] += (long) more * before[other];
                pairs[other][model] += (long) more * before[other];
            }
        }
        pairs[model][model] += (long) more * (2L * before[model] + more);
    }

    long[] trials() {
        return trials;
    }

    long[][] pairs() {
        return pairs;
    }

    long samples() {
        return samples;
    }
}
