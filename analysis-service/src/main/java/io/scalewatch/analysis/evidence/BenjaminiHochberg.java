package io.scalewatch.analysis.evidence;

import java.util.Arrays;

/// Which of many hypotheses are rejected, so that of the rejected ones no more than a given share is expected
/// to be true (Benjamini, Hochberg 1995), on the anytime p-values `1 / e`. On these it is the same as e-BH
/// (Wang, Ramdas 2022).
public final class BenjaminiHochberg {

    private BenjaminiHochberg() {}

    /// @param logE natural logarithms of the running maximum e-values, a hypothesis each; NaN is never rejected
    /// @param fdr the false discovery rate to keep, above 0 and below 1
    /// @return per hypothesis, in the same order, whether it is rejected
    public static boolean[] rejected(double[] logE, double fdr) {
        return rejected(logE, logE.length, fdr);
    }

    /// The same, where those are left out that can't be rejected whatever the others are: with less than `1 / fdr`.
    ///
    /// @param hypotheses how many there are, with those that are left out
    public static boolean[] rejected(double[] logE, int hypotheses, double fdr) {
        if (!(fdr > 0 && fdr < 1)) {
            throw new IllegalArgumentException("a false discovery rate lies between 0 and 1");
        }
        double[] sorted = new double[logE.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = Double.isNaN(logE[i]) ? Double.NEGATIVE_INFINITY : logE[i];
        }
        Arrays.sort(sorted);
        double threshold = Double.POSITIVE_INFINITY;
        for (int rank = sorted.length; rank >= 1; rank--) {
            double rankth = sorted[sorted.length - rank];
            // p <= rank * fdr / hypotheses
            if (rankth >= Math.log(hypotheses / (rank * fdr))) {
                threshold = rankth;
                break;
            }
        }
        boolean[] rejected = new boolean[logE.length];
        for (int i = 0; i < rejected.length; i++) {
            rejected[i] = logE[i] >= threshold;
        }
        return rejected;
    }
}
