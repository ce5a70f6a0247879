package io.scalewatch.analysis.curves;

/// The covariance matrix of the success rates, or of other means, of several sizes.
public final class RateCovariance {

    private final double[][] sigma;
    /// What the formula adds on the diagonal.
    private final double[] least;

    private RateCovariance(double[][] sigma, double[] least) {
        this.sigma = sigma;
        this.least = least;
    }

    /// Cluster-robust, with the samples as clusters: right for repeated trials, for missing samples, and for
    /// the correlation that comes from asking every size the same samples.
    ///
    /// `Sigma_ij = [A_ij - B_ij p_j - B_ji p_i + C_ij p_i p_j] / (n_i n_j) * P / (P - 1) + 1{i = j} 0.25 /
    /// n_i^2` with the smoothed rates `p_i = (k_i + 1) / (n_i + 2)`.
    ///
    /// @param trials n_i, positive
    /// @param successes k_i
    /// @param successPairs A_ij, the sum over samples s of k_si k_sj
    /// @param successTrialPairs B_ij, the sum over samples of k_si n_sj
    /// @param trialPairs C_ij, the sum over samples of n_si n_sj
    /// @param samples P, the samples in all, at least 2
    public static RateCovariance clustered(
            long[] trials,
            long[] successes,
            long[][] successPairs,
            long[][] successTrialPairs,
            long[][] trialPairs,
            long samples) {
        int m = trials.length;
        double small = smallSampleFactor(samples);
        double[][] sigma = new double[m][m];
        double[] least = new double[m];
        for (int i = 0; i < m; i++) {
            double pi = smoothed(successes[i], trials[i]);
            for (int j = 0; j <= i; j++) {
                double pj = smoothed(successes[j], trials[j]);
                double sum = successPairs[i][j]
                        - successTrialPairs[i][j] * pj
                        - successTrialPairs[j][i] * pi
                        + trialPairs[i][j] * pi * pj;
                sigma[i][j] = sum / ((double) trials[i] * trials[j]) * small;
                sigma[j][i] = sigma[i][j];
            }
            least[i] = 0.25 / ((double) trials[i] * trials[i]);
            sigma[i][i] += least[i];
        }
        return new RateCovariance(sigma, least);
    }

    /// Of means over clusters, each of which has one value per size, from -1 to 1: that of [#clustered] with a
    /// cluster's value in place of k_si and 1 in place of n_si. The diagonal has 1 / n_i^2 more, as much as one
    /// more cluster at either end would make (after Agresti and Min 2005): where all clusters happen to agree,
    /// their mean is not certain.
    ///
    /// @param clusters n_i, those with a value, positive
    /// @param sums of the values
    /// @param products the sum over clusters of the products of two sizes' values
    /// @param sumsWhereBoth of the first size's values, over the clusters where both have one
    /// @param both in how many clusters both have one
    /// @param unit what a value of 1 is in the sums
    /// @param all the clusters in all, at least 2
    public static RateCovariance ofMeans(
            long[] clusters,
            long[] sums,
            long[][] products,
            long[][] sumsWhereBoth,
            long[][] both,
            double unit,
            long all) {
        int m = clusters.length;
        double small = smallSampleFactor(all);
        double[][] sigma = new double[m][m];
        double[] least = new double[m];
        for (int i = 0; i < m; i++) {
            double mi = sums[i] / unit / clusters[i];
            for (int j = 0; j <= i; j++) {
                double mj = sums[j] / unit / clusters[j];
                double sum = products[i][j] / unit / unit
                        - sumsWhereBoth[i][j] / unit * mj
                        - sumsWhereBoth[j][i] / unit * mi
                        + both[i][j] * mi * mj;
                sigma[i][j] = sum / ((double) clusters[i] * clusters[j]) * small;
                sigma[j][i] = sigma[i][j];
            }
            least[i] = 1 / ((double) clusters[i] * clusters[i]);
            sigma[i][i] = Math.max(0, sigma[i][i]) + least[i];
        }
        return new RateCovariance(sigma, least);
    }

    /// That of [#clustered] where every trial was a sample of its own, asked of one size only.
    public static RateCovariance independent(long[] trials, long[] successes) {
        int m = trials.length;
        long all = 0;
        long[][] a = new long[m][m];
        long[][] c = new long[m][m];
        for (int i = 0; i < m; i++) {
            all += trials[i];
            a[i][i] = successes[i];
            c[i][i] = trials[i];
        }
        return clustered(trials, successes, a, a, c, all);
    }

    private static double smallSampleFactor(long samples) {
        if (samples < 2) {
            throw new IllegalArgumentException("a covariance needs 2 samples");
        }
        return samples / (samples - 1.0);
    }

    private static double smoothed(long k, long n) {
        return (k + 1.0) / (n + 2.0);
    }

    public double get(int i, int j) {
        return sigma[i][j];
    }

    /// The variance of a weighted sum of the rates; positive unless all weights are 0.
    public double varianceOf(double[] weights) {
        double sum = 0;
        double atLeast = 0;
        for (int i = 0; i < weights.length; i++) {
            atLeast += weights[i] * weights[i] * least[i];
            for (int j = 0; j < weights.length; j++) {
                sum += weights[i] * weights[j] * sigma[i][j];
            }
        }
        // The rest is a sum of squares; where it is 0, rounding must not make it less.
        return Math.max(sum, atLeast);
    }

    /// The variance of the mean of some neighbouring rates less the mean of others; positive.
    ///
    /// @param from the first of these
    /// @param to behind the last of these
    /// @param otherFrom the first of the others
    /// @param otherTo behind the last of the others
    public double varianceOfMeans(int from, int to, int otherFrom, int otherTo) {
        double n = to - from;
        double other = otherTo - otherFrom;
        double sum = sum(from, to, from, to) / (n * n)
                + sum(otherFrom, otherTo, otherFrom, otherTo) / (other * other)
                - 2 * sum(from, to, otherFrom, otherTo) / (n * other);
        double atLeast = 0;
        for (int i = from; i < to; i++) {
            atLeast += least[i] / (n * n);
        }
        for (int i = otherFrom; i < otherTo; i++) {
            atLeast += least[i] / (other * other);
        }
        return Math.max(sum, atLeast);
    }

    private double sum(int rowFrom, int rowTo, int columnFrom, int columnTo) {
        double sum = 0;
        for (int i = rowFrom; i < rowTo; i++) {
            for (int j = columnFrom; j < columnTo; j++) {
                sum += sigma[i][j];
            }
        }
        return sum;
    }

    /// How many times larger the variance of a difference of rates is than independent trials would make it,
    /// averaged over all pairs and at least 1: the first-order correction of Rao and Scott (1984). Counts
    /// divided by it may be put into a binomial likelihood. Difficulty that all models share makes no
    /// difference here, answers that a model repeats do.
    public double designEffect(long[] trials, long[] successes) {
        double clustered = 0;
        double independent = 0;
        for (int i = 0; i < trials.length; i++) {
            double p = smoothed(successes[i], trials[i]);
            independent += (trials.length - 1) * (p * (1 - p) / trials[i] + least[i]);
            for (int j = 0; j < i; j++) {
                clustered += varianceOfDifference(i, j);
            }
        }
        return independent > 0 ? Math.max(1, clustered / independent) : 1;
    }

    /// The variance of the difference of two rates; positive.
    public double varianceOfDifference(int i, int j) {
        return Math.max(sigma[i][i] + sigma[j][j] - sigma[i][j] - sigma[j][i], least[i] + least[j]);
    }
}
