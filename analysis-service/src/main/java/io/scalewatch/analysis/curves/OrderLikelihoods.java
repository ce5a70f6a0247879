package io.scalewatch.analysis.curves;

/// Maximal binomial log-likelihoods of a curve under restrictions of order, without the binomial coefficients.
///
/// Monotone fits are found by pooling adjacent violators (Ayer et al. 1955; Robertson, Wright, Dykstra: Order
/// Restricted Statistical Inference, 1988). A curve has one peak exactly if it rises up to some split and falls
/// after it, so that "peak" is the best split of a rising head and a falling tail; "valley" likewise.
///
/// @param saturated a rate of its own for every size
/// @param constant one rate
/// @param up rates that never fall with size
/// @param down rates that never rise with size
/// @param peak first up, then down
/// @param valley first down, then up
public record OrderLikelihoods(double saturated, double constant, double up, double down, double peak, double valley) {

    /// The likelihoods of a curve; its points are taken as ordered, whatever their distances.
    public static OrderLikelihoods of(Curve curve) {
        int m = curve.points();
        double saturated = 0;
        double n = 0;
        double k = 0;
        for (int i = 0; i < m; i++) {
            saturated += maximal(curve.successes(i), curve.trials(i));
            n += curve.trials(i);
            k += curve.successes(i);
        }
        double[] upHeads = heads(curve, false, 1);
        double[] downHeads = heads(curve, false, -1);
        // A tail that falls with size rises when it is read from the largest size on.
        double[] downTails = heads(curve, true, 1);
        double[] upTails = heads(curve, true, -1);
        double peak = Double.NEGATIVE_INFINITY;
        double valley = Double.NEGATIVE_INFINITY;
        for (int split = 0; split <= m; split++) {
            peak = Math.max(peak, upHeads[split] + downTails[m - split]);
            valley = Math.max(valley, downHeads[split] + upTails[m - split]);
        }
        return new OrderLikelihoods(saturated, maximal(k, n), upHeads[m], downHeads[m], peak, valley);
    }

    /// The largest log-likelihood of k successes in n trials, that of the rate k / n.
    static double maximal(double k, double n) {
        return xLogXOverN(k, n) + xLogXOverN(n - k, n);
    }

    private static double xLogXOverN(double x, double n) {
        return x > 0 ? x * Math.log(x / n) : 0;
    }

    /// Entry h is the log-likelihood of the monotone fit to the first h points in reading order.
    private static double[] heads(Curve curve, boolean fromLargest, int direction) {
        int m = curve.points();
        double[] blockTrials = new double[m];
        double[] blockSuccesses = new double[m];
        double[] before = new double[m + 1];
        double[] heads = new double[m + 1];
        int blocks = 0;
        for (int i = 0; i < m; i++) {
            int point = fromLargest ? m - 1 - i : i;
            double n = curve.trials(point);
            double k = curve.successes(point);
            while (blocks > 0 && direction * (blockSuccesses[blocks - 1] * n - k * blockTrials[blocks - 1]) >= 0) {
                blocks--;
                n += blockTrials[blocks];
                k += blockSuccesses[blocks];
            }
            blockTrials[blocks] = n;
            blockSuccesses[blocks] = k;
            before[blocks + 1] = before[blocks] + maximal(k, n);
            blocks++;
            heads[i + 1] = before[blocks];
        }
        return heads;
    }
}
