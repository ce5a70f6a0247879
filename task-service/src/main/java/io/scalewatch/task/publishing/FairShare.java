package io.scalewatch.task.publishing;

import java.util.Arrays;

/// Shares what may be out at once among the models, max-min fair: nobody gets more than they want, and nobody's
/// share can grow but at the cost of a smaller one. What a model already has out can't be taken back, so that
/// counts first: a model that hangs keeps what it holds and gets no more, and the others share the rest.
public final class FairShare {

    private FairShare() {}

    /// @param cap the sum that may be out
    /// @param out what each model has out
    /// @param wanted what each model would have out if it were alone
    /// @return what each model may have out, at least what it has
    public static long[] allocate(long cap, long[] out, long[] wanted) {
        int n = out.length;
        long[] ceiling = new long[n];
        for (int i = 0; i < n; i++) {
            ceiling[i] = Math.max(out[i], wanted[i]);
        }
        // The highest common level that fits: a model gets min(wanted, level), but never less than it has out.
        long low = 0;
        long high = Arrays.stream(ceiling).max().orElse(0);
        while (low < high) {
            long level = (low + high + 1) >>> 1;
            if (total(level, out, ceiling) <= cap) {
                low = level;
            } else {
                high = level - 1;
            }
        }
        long[] share = new long[n];
        for (int i = 0; i < n; i++) {
            share[i] = Math.max(out[i], Math.min(ceiling[i], low));
        }
        spreadRemainder(cap, share, ceiling, low);
        return share;
    }

    private static long total(long level, long[] out, long[] ceiling) {
        long total = 0;
        for (int i = 0; i < out.length; i++) {
            total += Math.max(out[i], Math.min(ceiling[i], level));
        }
        return total;
    }

    private static void spreadRemainder(long cap, long[] share, long[] ceiling, long level) {
        long left = cap - Arrays.stream(share).sum();
        for (int i = 0; i < share.length && left > 0; i++) {
            if (share[i] == level && share[i] < ceiling[i]) {
                share[i]++;
                left--;
            }
        }
    }
}
