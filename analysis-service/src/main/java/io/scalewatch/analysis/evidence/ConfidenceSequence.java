package io.scalewatch.analysis.evidence;

import io.scalewatch.analysis.curves.LogOnePlus;
import io.scalewatch.contracts.event.Interval;
import org.apache.commons.numbers.gamma.LogBeta;

/// Intervals that hold at all looks at once, with a probability of 95 %, however often one looks.
public final class ConfidenceSequence {

    /// How often the sequence may ever miss what it is about.
    public static final double ALPHA = 0.05;

    /// It converges quadratically: behind a step this small comes one that is its square.
    private static final double SMALL_STEP = 1e-5;

    private static final int MAX_ITERATIONS = 60;

    private static final int PLACE_BITS = 14;
    /// Spreads what differs in a few bits (Knuth's multiplicative hashing).
    private static final int HASH = 0x9E3779B9;

    /// The latest of each hash. A score changes one point of a curve and leaves the others, whose roots would be a
    /// twentieth of what fits take. Any thread may read a record of final fields, and one that another thread has
    /// replaced is found anew.
    private static final Known[] KNOWN = new Known[1 << PLACE_BITS];

    private record Known(double k, double n, Interval interval) {}

    private ConfidenceSequence() {}

    /// Of a binomial rate, by a uniform prior (Robbins 1970): all p with `B(k + 1, n - k + 1) < p^k (1 - p)^(n
    /// - k) / alpha`.
    ///
    /// @param k successes, 0 to n; effective ones may be real numbers
    /// @param n trials
    public static Interval ofRate(double k, double n) {
        if (!(n > 0)) {
            return new Interval(0, 1);
        }
        int place = (31 * Double.hashCode(k) + Double.hashCode(n)) * HASH >>> 32 - PLACE_BITS;
        Known known = KNOWN[place];
        if (known == null || known.k != k || known.n != n) {
            known = new Known(k, n, find(k, n));
            KNOWN[place] = known;
        }
        return known.interval;
    }

    private static Interval find(double k, double n) {
        double least = LogBeta.value(k + 1, n - k + 1) + Math.log(ALPHA);
        double lower = k <= 0 ? 0 : root(k, n, least, -1);
        double upper = k >= n ? 1 : root(k, n, least, 1);
        return new Interval(Math.min(lower, k / n), Math.max(upper, k / n));
    }

    /// Where `k log p + (n - k) log (1 - p)` is as small as the least, on one side of its maximum. Newton's
    /// method in the log-odds: the function is concave there, so that from outside it is approached without
    /// overshooting.
    private static double root(double k, double n, double least, int side) {
        if (k <= 0) {
            return -Math.expm1(least / n);
        }
        if (k >= n) {
            return Math.exp(least / n);
        }
        double centre = Math.log(k / (n - k));
        double width =
                Math.sqrt(2 * (k * Math.log(k / n) + (n - k) * LogOnePlus.value(-k / n) - least) * n / (k * (n - k)));
        double eta = centre + side * width;
        for (int i = 0; i < MAX_ITERATIONS; i++) {
            double tail = Math.exp(-Math.abs(eta));
            double p = eta > 0 ? 1 / (1 + tail) : tail / (1 + tail);
            double value = k * eta - n * (Math.max(eta, 0) + LogOnePlus.value(tail)) - least;
            double step = value / (k - n * p);
            eta -= step;
            if (Math.abs(step) < SMALL_STEP) {
                break;
            }
        }
        return 1 / (1 + Math.exp(-eta));
    }
}
