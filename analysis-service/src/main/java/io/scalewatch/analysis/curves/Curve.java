package io.scalewatch.analysis.curves;

import java.util.Arrays;

/// Successes out of trials at sizes in ascending order. Trials are real numbers, so that effective counts are a
/// curve too.
///
/// `z` is the size scaled linearly to [-1, 1]; it is 0 everywhere if all sizes are equal.
public final class Curve {

    private final double[] log10Sizes;
    private final double[] z;
    private final double[] trials;
    private final double[] successes;

    private Curve(double[] log10Sizes, double[] trials, double[] successes) {
        this.log10Sizes = log10Sizes;
        this.trials = trials;
        this.successes = successes;
        this.z = scaled(log10Sizes);
    }

    /// @param log10Sizes log10 of the sizes, ascending; equal ones may stand side by side
    /// @param trials positive
    /// @param successes between 0 and the trials
    /// @throws IllegalArgumentException if the arrays differ in length or a value is out of its range
    public static Curve of(double[] log10Sizes, double[] trials, double[] successes) {
        if (log10Sizes.length != trials.length || trials.length != successes.length) {
            throw new IllegalArgumentException("a curve needs as many trials and successes as sizes");
        }
        for (int i = 0; i < trials.length; i++) {
            if (!Double.isFinite(log10Sizes[i]) || i > 0 && log10Sizes[i] < log10Sizes[i - 1]) {
                throw new IllegalArgumentException("the sizes of a curve must be finite and ascending");
            }
            if (!(trials[i] > 0 && successes[i] >= 0 && successes[i] <= trials[i])) {
                throw new IllegalArgumentException("a point of a curve needs 0 <= successes <= trials and a trial");
            }
        }
        return new Curve(log10Sizes.clone(), trials.clone(), successes.clone());
    }

    private static double[] scaled(double[] x) {
        double[] z = new double[x.length];
        if (x.length > 0 && x[x.length - 1] > x[0]) {
            double mid = (x[0] + x[x.length - 1]) / 2;
            double halfRange = (x[x.length - 1] - x[0]) / 2;
            for (int i = 0; i < x.length; i++) {
                z[i] = (x[i] - mid) / halfRange;
            }
        }
        return z;
    }

    /// The number of points.
    public int points() {
        return trials.length;
    }

    /// log10 of the size of point i.
    public double log10Size(int i) {
        return log10Sizes[i];
    }

    /// The size of point i, scaled to [-1, 1].
    public double z(int i) {
        return z[i];
    }

    public double trials(int i) {
        return trials[i];
    }

    public double successes(int i) {
        return successes[i];
    }

    /// The success rate of point i.
    public double rate(int i) {
        return successes[i] / trials[i];
    }

    public double totalTrials() {
        double sum = 0;
        for (double n : trials) {
            sum += n;
        }
        return sum;
    }

    /// The number of different sizes.
    public int sizes() {
        int sizes = 0;
        for (int i = 0; i < log10Sizes.length; i++) {
            if (i == 0 || log10Sizes[i] != log10Sizes[i - 1]) {
                sizes++;
            }
        }
        return sizes;
    }

    /// The counts that are left when models scatter around the family's smooth curve with dispersion rho: n
    /// trials of one model say as much about the family as n / (1 + (n - 1) rho).
    public Curve effective(double rho) {
        double[] n = new double[trials.length];
        double[] k = new double[trials.length];
        for (int i = 0; i < n.length; i++) {
            double factor = 1 / (1 + Math.max(0, trials[i] - 1) * rho);
            n[i] = factor * trials[i];
            k[i] = factor * successes[i];
        }
        return new Curve(log10Sizes, n, k);
    }

    /// Any size on the scale of [#z(int)]; beyond the curve's ends it lies outside [-1, 1].
    public double zOf(double log10Size) {
        double first = log10Sizes[0];
        double last = log10Sizes[log10Sizes.length - 1];
        return last > first ? (2 * log10Size - first - last) / (last - first) : 0;
    }

    /// What [#zOf(double)] scales to z.
    public double log10SizeOf(double z) {
        double first = log10Sizes[0];
        double last = log10Sizes[log10Sizes.length - 1];
        return (first + last + z * (last - first)) / 2;
    }

    /// The first points alone.
    public Curve first(int points) {
        return new Curve(
                Arrays.copyOf(log10Sizes, points), Arrays.copyOf(trials, points), Arrays.copyOf(successes, points));
    }

    /// The counts with half a success and half a failure more at every point.
    public Curve plusHalf() {
        double[] n = trials.clone();
        double[] k = successes.clone();
        for (int i = 0; i < n.length; i++) {
            n[i] += 1;
            k[i] += 0.5;
        }
        return new Curve(log10Sizes, n, k);
    }

    /// The counts that are left when each trial is worth only 1 / designEffect of an independent one.
    public Curve dividedBy(double designEffect) {
        double[] n = trials.clone();
        double[] k = successes.clone();
        for (int i = 0; i < n.length; i++) {
            n[i] /= designEffect;
            k[i] /= designEffect;
        }
        return new Curve(log10Sizes, n, k);
    }

    /// The curve with one point per size: nothing orders two models of the same size.
    public Curve pooledBySize() {
        int sizes = sizes();
        if (sizes == trials.length) {
            return this;
        }
        double[] x = new double[sizes];
        double[] n = new double[sizes];
        double[] k = new double[sizes];
        int at = -1;
        for (int i = 0; i < trials.length; i++) {
            if (i == 0 || log10Sizes[i] != log10Sizes[i - 1]) {
                at++;
                x[at] = log10Sizes[i];
            }
            n[at] += trials[i];
            k[at] += successes[i];
        }
        return new Curve(x, n, k);
    }

    @Override
    public String toString() {
        return "Curve[log10Sizes=" + Arrays.toString(log10Sizes) + ", trials=" + Arrays.toString(trials)
                + ", successes=" + Arrays.toString(successes) + "]";
    }
}
