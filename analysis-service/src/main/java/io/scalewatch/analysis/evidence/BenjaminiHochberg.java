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
        if (!(fdr > 0 && fdr < 1)) {
            throw new IllegalArgumentException("a false discovery rate lies between 0 and 1");
        }
        int hypotheses = logE.length;
        double[] sorted = new double[hypotheses];
        for (int i = 0; i < hypotheses; i++) {
            sorted[i] = Double.isNaN(logE[i]) ? Double.NEGATIVE_INFINITY : logE[i];
        }
        Arrays.sort(sorted);
        double threshold = Double.POSITIVE_INFINITY;
        for (int rank = hypotheses; rank >= 1; rank--) {
            double rankth = sorted[hypotheses - rank];
            // p <= rank * fdr / hypotheses
            if (rankth >= Math.log(hypotheses / (rank * fdr))) {
                threshold = rankth;
                break;
            }
        }
        boolean[] rejected = new boolean[hypotheses];
        for (int i = 0; i < hypotheses; i++) {
            rejected[i] = logE[i] >= threshold;
        }
        return rejected;
    }
}
