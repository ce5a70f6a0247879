package io.scalewatch.analysis.curves;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.commons.numbers.gamma.Erfc;

/// The chi-bar-squared distribution of a likelihood ratio against a restriction of order: a mixture of
/// chi-squared distributions whose weights are the probabilities that q equal rates pool into l levels,
/// |Stirling1(q, l)| / q! (Robertson, Wright, Dykstra 1988, chapter 2).
public final class ChiBar {

    private static final int CACHED = 65;
    private static final AtomicReferenceArray<double[]> WEIGHTS = new AtomicReferenceArray<>(CACHED);

    private ChiBar() {}

    /// The probability of a statistic of at least `t` under the null hypothesis: `sum over l = 1..q of w(l, q)
    /// P(chi-squared with q - l degrees of freedom >= t)`.
    ///
    /// @param t twice the loss of log-likelihood; below 0 counts as 0
    /// @param q the number of levels that can pool, at least 1
    public static double pValue(double t, int q) {
        if (q < 1) {
            throw new IllegalArgumentException("q must be at least 1");
        }
        if (!(t > 0)) {
            return 1;
        }
        double[] weights = weights(q);
        double x = t / 2;
        // Q(a + 1, x) = Q(a, x) + x^a e^-x / Gamma(a + 1), from Q(1/2, x) = erfc(sqrt(x)) and Q(1, x) = e^-x.
        double oddTail = Erfc.value(Math.sqrt(x));
        double oddTerm = 2 * Math.sqrt(x / Math.PI) * Math.exp(-x);
        double evenTail = Math.exp(-x);
        double evenTerm = x * evenTail;
        double p = 0;
        for (int df = 1; df < q; df++) {
            if (df % 2 == 1) {
                p += weights[q - df] * oddTail;
                oddTail += oddTerm;
                oddTerm *= x / (df / 2.0 + 1);
            } else {
                p += weights[q - df] * evenTail;
                evenTail += evenTerm;
                evenTerm *= x / (df / 2.0 + 1);
            }
        }
        return Math.min(1, p);
    }

    /// Entry l is the weight of l levels, l = 1..q; entry 0 is 0.
    static double[] weights(int q) {
        if (q >= CACHED) {
            return computeWeights(q);
        }
        double[] known = WEIGHTS.get(q);
        if (known == null) {
            known = computeWeights(q);
            WEIGHTS.set(q, known);
        }
        return known;
    }

    private static double[] computeWeights(int q) {
        double[] weights = new double[q + 1];
        weights[1] = 1;
        for (int size = 2; size <= q; size++) {
            for (int l = size; l >= 1; l--) {
                weights[l] = ((size - 1) * weights[l] + weights[l - 1]) / size;
            }
        }
        return weights;
    }
}
