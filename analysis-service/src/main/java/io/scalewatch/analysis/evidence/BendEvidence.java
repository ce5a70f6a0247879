package io.scalewatch.analysis.evidence;

import io.scalewatch.analysis.curves.Curve;
import io.scalewatch.analysis.curves.RateCovariance;
import io.scalewatch.contracts.event.Interval;

/// What speaks for a turn inside a curve: for every block of neighbouring inner sizes the e-value that both
/// sides lie above it (U-turn), the smaller of two e-values, averaged over all blocks; for an inverted U that
/// both lie below.
///
/// @param logE natural logarithm of the e-value against "there is no such turn"
/// @param from the first point of the block that turns most
/// @param to its last point
/// @param nearer of the block's two differences the smaller one, positive for a turn
/// @param liveInterval from below what that block's turn is proven to be, up to the largest turn of any block
///     that is not excluded
public record BendEvidence(double logE, int from, int to, Contrast nearer, Interval liveInterval) {

    /// What speaks for either turn.
    public record Both(BendEvidence uTurn, BendEvidence invertedU) {}

    /// @throws IllegalArgumentException if the curve has fewer than 3 points
    public static Both of(Curve curve, RateCovariance rates) {
        int m = curve.points();
        if (m < 3) {
            throw new IllegalArgumentException("a bend needs 3 points");
        }
        double[] sums = new double[m + 1];
        for (int i = 0; i < m; i++) {
            sums[i + 1] = sums[i] + curve.rate(i);
        }
        Average up = new Average();
        Average down = new Average();
        for (int from = 1; from < m - 1; from++) {
            for (int to = from + 1; to < m; to++) {
                double block = mean(sums, from, to);
                Contrast left = new Contrast(mean(sums, 0, from) - block, rates.varianceOfMeans(0, from, from, to));
                Contrast right = new Contrast(mean(sums, to, m) - block, rates.varianceOfMeans(to, m, from, to));
                up.add(from, to - 1, left, right);
                down.add(from, to - 1, left.times(-1), right.times(-1));
            }
        }
        return new Both(up.evidence(), down.evidence());
    }

    private static double mean(double[] sums, int from, int to) {
        return (sums[to] - sums[from]) / (to - from);
    }

    /// Over the blocks, one after the other.
    private static final class Average {
        private double sum;
        private double largest = Double.NEGATIVE_INFINITY;
        private double highest = Double.NEGATIVE_INFINITY;
        private double lower;
        private int blocks;
        private int bestFrom;
        private int bestTo;
        private Contrast nearer;

        void add(int from, int to, Contrast left, Contrast right) {
            double logE = Math.min(left.logEAbove(), right.logEAbove());
            Interval leftLive = left.liveInterval();
            Interval rightLive = right.liveInterval();
            highest = Math.max(highest, Math.min(leftLive.upper(), rightLive.upper()));
            blocks++;
            if (nearer != null && logE <= largest) {
                sum += Math.exp(logE - largest);
                return;
            }
            // Kept relative to the largest, so that nothing overflows.
            sum = sum * Math.exp(largest - logE) + 1;
            largest = logE;
            lower = Math.min(leftLive.lower(), rightLive.lower());
            nearer = left.effect() <= right.effect() ? left : right;
            bestFrom = from;
            bestTo = to;
        }

        BendEvidence evidence() {
            return new BendEvidence(
                    largest + Math.log(sum / blocks), bestFrom, bestTo, nearer, new Interval(lower, highest));
        }
    }
}
