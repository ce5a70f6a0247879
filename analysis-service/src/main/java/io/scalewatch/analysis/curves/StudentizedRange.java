package io.scalewatch.analysis.curves;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.commons.numbers.gamma.Erfc;

/// The range of m independent standard normal variables: what Tukey's simultaneous intervals of all pairwise
/// differences are made of (infinitely many degrees of freedom).
public final class StudentizedRange {

    private static final double CONFIDENCE = 0.95;
    private static final ConcurrentMap<Integer, Double> CRITICAL = new ConcurrentHashMap<>();

    private StudentizedRange() {}

    /// The 95 % quantile of the range of m variables, m at least 2; computed once per m.
    public static double critical(int m) {
        if (m < 2) {
            throw new IllegalArgumentException("a range needs 2 variables");
        }
        return CRITICAL.computeIfAbsent(m, StudentizedRange::quantile);
    }

    private static double quantile(int m) {
        double low = 0;
        double high = 20;
        for (int halving = 0; halving < 50; halving++) {
            double middle = (low + high) / 2;
            if (cumulative(middle, m) < CONFIDENCE) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /// `P(range <= q) = m * integral of phi(t) (Phi(t + q) - Phi(t))^(m - 1) dt`, t the smallest, by the
    /// trapezoidal rule, which converges exponentially for such an integrand.
    static double cumulative(double q, int m) {
        double step = 1.0 / 32;
        double sum = 0;
        for (double t = -9; t <= 9; t += step) {
            double density = Math.exp(-t * t / 2) / Math.sqrt(2 * Math.PI);
            sum += density * Math.pow(normal(t + q) - normal(t), m - 1);
        }
        return m * sum * step;
    }

    private static double normal(double x) {
        return Erfc.value(-x / Math.sqrt(2)) / 2;
    }
}
