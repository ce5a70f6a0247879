package io.scalewatch.analysis.series;

/// Shares of answers as integers, so that sums of them are exact and have no order.
final class Shares {

    /// What a share of 1 is: the least common multiple of 1 to 16, so that shares of up to 16 answers are exact. Those
    /// of more are rounded to the nearest 1 / 720,720.
    static final int UNIT = 720_720;

    private Shares() {}

    /// @param answers positive
    static int of(long hits, long answers) {
        return (int) ((2 * hits * UNIT + answers) / (2 * answers));
    }
}
