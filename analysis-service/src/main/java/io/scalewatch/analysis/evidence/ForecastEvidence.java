package io.scalewatch.analysis.evidence;

import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/// What speaks for a rate below a bound: the likelihood of the trials, averaged over all rates below it,
/// against that at the bound.
///
/// `E = B(k + 1, n - k + 1) I_L(k + 1, n - k + 1) / (L L^k (1 - L)^(n - k))`
public final class ForecastEvidence {

    private static final double LEAST = 1e-300;

    private ForecastEvidence() {}

    /// Natural logarithm of the e-value against "the rate is at least the bound".
    ///
    /// @param k successes, 0 to n; effective ones may be real numbers
    /// @param n trials
    /// @param bound above 0 and below 1
    public static double logEBelow(double k, double n, double bound) {
        double share = Math.max(LEAST, RegularizedBeta.value(bound, k + 1, n - k + 1));
        return LogBeta.value(k + 1, n - k + 1)
                + Math.log(share)
                - (k + 1) * Math.log(bound)
                - (n - k) * Math.log1p(-bound);
    }
}
