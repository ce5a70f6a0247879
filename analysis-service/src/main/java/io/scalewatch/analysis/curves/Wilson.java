package io.scalewatch.analysis.curves;

import io.scalewatch.contracts.event.Interval;

/// Wilson's score interval of a binomial rate (Wilson 1927), 95 %, for a number of trials that was fixed
/// beforehand.
public final class Wilson {

    /// The 97.5 % quantile of the normal distribution.
    public static final double Z = 1.959963984540054;

    private Wilson() {}

    /// The interval of k successes in n trials; everything where there were no trials.
    public static Interval interval(long k, long n) {
        if (n <= 0) {
            return new Interval(0, 1);
        }
        double p = (double) k / n;
        double z2 = Z * Z;
        double centre = p + z2 / (2 * n);
        double halfWidth = Z * Math.sqrt(p * (1 - p) / n + z2 / (4.0 * n * n));
        double scale = 1 + z2 / n;
        // Exactly 0 and 1 at the ends, where rounding would leave a trace.
        double lower = k == 0 ? 0 : Math.max(0, (centre - halfWidth) / scale);
        double upper = k == n ? 1 : Math.min(1, (centre + halfWidth) / scale);
        return new Interval(lower, upper);
    }
}
