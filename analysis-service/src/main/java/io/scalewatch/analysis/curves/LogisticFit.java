package io.scalewatch.analysis.curves;

/// A binomial regression of the log-odds on a polynomial in the scaled size z, by maximum likelihood (Newton's
/// method, which for the logit link is iteratively reweighted least squares).
///
/// Where the data are separated (only failures up to some size, only successes above it) no maximum exists: the
/// coefficients are then large and of no meaning, the log-likelihood is its supremum to within rounding.
public final class LogisticFit {

    private static final int MAX_ITERATIONS = 60;
    /// Newton's method converges quadratically: behind a step this small comes one that is its square.
    private static final double SMALL_STEP = 1e-7;
    /// A log-odds beyond which rates are 0 or 1 in all their digits.
    private static final double SATURATED_LOG_ODDS = 36;

    private final double[] coefficients;
    private final double[][] covariance;
    private final double logLikelihood;

    private LogisticFit(double[] coefficients, double[][] covariance, double logLikelihood) {
        this.coefficients = coefficients;
        this.covariance = covariance;
        this.logLikelihood = logLikelihood;
    }

    /// @param degree of the polynomial: 0, 1 or 2
    /// @throws IllegalArgumentException if the curve has fewer different sizes than the polynomial has
    /// coefficients
    public static LogisticFit of(Curve curve, int degree) {
        if (degree < 0 || curve.sizes() <= degree) {
            throw new IllegalArgumentException("a polynomial of degree d needs d + 1 sizes");
        }
        double[] b = start(curve, degree);
        double logLikelihood = logLikelihood(curve, b);
        double[][] lower = new double[degree + 1][degree + 1];
        double[] step = new double[degree + 1];
        for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
            if (!newtonStep(curve, b, lower, step)) {
                break;
            }
            double[] next = b.clone();
            double nextLogLikelihood = advance(curve, b, step, next, logLikelihood);
            double change = 0;
            double extreme = 0;
            for (int j = 0; j <= degree; j++) {
                change = Math.max(change, Math.abs(next[j] - b[j]));
            }
            for (int i = 0; i < curve.points(); i++) {
                extreme = Math.max(extreme, Math.abs(logOdds(next, curve.z(i))));
            }
            boolean separated = extreme > SATURATED_LOG_ODDS && nextLogLikelihood - logLikelihood < 1e-8;
            b = next;
            logLikelihood = nextLogLikelihood;
            if (change < SMALL_STEP || separated) {
                break;
            }
        }
        return new LogisticFit(b, inverse(lower), logLikelihood);
    }

    /// The coefficients of 1, z, z squared.
    public double coefficient(int power) {
        return coefficients[power];
    }

    /// The standard error of a coefficient, from the inverse of the information matrix.
    public double standardError(int power) {
        return Math.sqrt(covariance[power][power]);
    }

    /// The covariance of two coefficients, from the inverse of the information matrix.
    public double covariance(int power, int otherPower) {
        return covariance[power][otherPower];
    }

    /// The fitted log-odds at a scaled size.
    public double logOdds(double z) {
        return logOdds(coefficients, z);
    }

    /// The variance of the fitted log-odds at a scaled size, from the inverse of the information matrix.
    public double logOddsVariance(double z) {
        double sum = 0;
        double rowPower = 1;
        for (int row = 0; row < coefficients.length; row++) {
            double power = rowPower;
            for (int column = 0; column < coefficients.length; column++) {
                sum += covariance[row][column] * power;
                power *= z;
            }
            rowPower *= z;
        }
        return sum;
    }

    /// Without the binomial coefficients.
    public double logLikelihood() {
        return logLikelihood;
    }

    /// The fitted success rate at a scaled size.
    public double rate(double z) {
        return rateOf(logOdds(coefficients, z));
    }

    /// Pearson's statistic: the squared residuals in units of their binomial variance, summed.
    public double pearson(Curve curve) {
        double sum = 0;
        for (int i = 0; i < curve.points(); i++) {
            double p = rate(curve.z(i));
            double variance = curve.trials(i) * p * (1 - p);
            if (variance > 1e-9) {
                double residual = curve.successes(i) - curve.trials(i) * p;
                sum += residual * residual / variance;
            }
        }
        return sum;
    }

    /// Weighted least squares on the log-odds of the single rates, half a success and half a failure added, so
    /// that they are finite: hardly farther than three of Newton's steps from the maximum.
    private static double[] start(Curve curve, int degree) {
        double[] b = new double[degree + 1];
        double[][] information = new double[degree + 1][degree + 1];
        double[] right = new double[degree + 1];
        double[][] lower = new double[degree + 1][degree + 1];
        double k = 0;
        for (int i = 0; i < curve.points(); i++) {
            k += curve.successes(i);
            double p = (curve.successes(i) + 0.5) / (curve.trials(i) + 1);
            double weight = curve.trials(i) * p * (1 - p);
            add(curve.z(i), weight, weight * Math.log(p / (1 - p)), information, right);
        }
        if (factor(information, lower)) {
            solve(lower, right, b);
        } else {
            b[0] = Math.log((k + 0.5) / (curve.totalTrials() - k + 0.5));
        }
        return b;
    }

    /// One point's part of the normal equations.
    private static void add(double z, double weight, double weighted, double[][] information, double[] right) {
        double power = 1;
        for (int r = 0; r < right.length; r++) {
            right[r] += weighted * power;
            double product = weight * power * power;
            for (int c = r; c < right.length; c++) {
                information[c][r] += product;
                product *= z;
            }
            power *= z;
        }
    }

    /// Cholesky's factor.
    ///
    /// @return false where the matrix is singular; the factor is of no use then
    private static boolean factor(double[][] matrix, double[][] lower) {
        for (int r = 0; r < matrix.length; r++) {
            for (int c = 0; c <= r; c++) {
                double sum = matrix[r][c];
                for (int j = 0; j < c; j++) {
                    sum -= lower[r][j] * lower[c][j];
                }
                if (r != c) {
                    lower[r][c] = sum / lower[c][c];
                } else if (sum > 1e-13 * matrix[r][r]) {
                    lower[r][r] = Math.sqrt(sum);
                } else {
                    return false;
                }
            }
        }
        return true;
    }

    /// Goes along the step, or along half of it, a quarter, ..., until the likelihood does not fall.
    private static double advance(Curve curve, double[] from, double[] step, double[] to, double logLikelihood) {
        double share = 1;
        for (int halving = 0; halving < 30; halving++) {
            for (int j = 0; j < from.length; j++) {
                to[j] = from[j] + share * step[j];
            }
            double reached = logLikelihood(curve, to);
            if (reached >= logLikelihood) {
                return reached;
            }
            share /= 2;
        }
        System.arraycopy(from, 0, to, 0, from.length);
        return logLikelihood;
    }

    /// Solves information * step = score; the information's Cholesky factor stays in `lower`.
    ///
    /// @return false where the information is singular
    private static boolean newtonStep(Curve curve, double[] b, double[][] lower, double[] step) {
        int size = b.length;
        double[][] information = new double[size][size];
        double[] score = new double[size];
        for (int i = 0; i < curve.points(); i++) {
            double p = rateOf(logOdds(b, curve.z(i)));
            double residual = curve.successes(i) - curve.trials(i) * p;
            add(curve.z(i), curve.trials(i) * p * (1 - p), residual, information, score);
        }
        double[][] factor = new double[size][size];
        if (!factor(information, factor)) {
            return false;
        }
        for (int r = 0; r < size; r++) {
            System.arraycopy(factor[r], 0, lower[r], 0, size);
        }
        solve(lower, score, step);
        return true;
    }

    private static void solve(double[][] lower, double[] right, double[] solution) {
        int size = right.length;
        for (int r = 0; r < size; r++) {
            double sum = right[r];
            for (int c = 0; c < r; c++) {
                sum -= lower[r][c] * solution[c];
            }
            solution[r] = sum / lower[r][r];
        }
        for (int r = size - 1; r >= 0; r--) {
            double sum = solution[r];
            for (int c = r + 1; c < size; c++) {
                sum -= lower[c][r] * solution[c];
            }
            solution[r] = sum / lower[r][r];
        }
    }

    private static double[][] inverse(double[][] lower) {
        int size = lower.length;
        double[][] inverse = new double[size][size];
        if (lower[0][0] > 0) {
            for (int j = 0; j < size; j++) {
                double[] unit = new double[size];
                unit[j] = 1;
                solve(lower, unit, inverse[j]);
            }
        }
        return inverse;
    }

    private static double logLikelihood(Curve curve, double[] b) {
        double sum = 0;
        for (int i = 0; i < curve.points(); i++) {
            double eta = logOdds(b, curve.z(i));
            double k = curve.successes(i);
            double n = curve.trials(i);
            // k eta - n log(1 + e^eta), arranged so that nothing overflows and all successes give 0, not a
            // difference.
            double tail = LogOnePlus.value(Math.exp(-Math.abs(eta)));
            sum -= eta > 0 ? (n - k) * eta + n * tail : -k * eta + n * tail;
        }
        return sum;
    }

    private static double logOdds(double[] b, double z) {
        double sum = 0;
        for (int j = b.length - 1; j >= 0; j--) {
            sum = sum * z + b[j];
        }
        return sum;
    }

    private static double rateOf(double logOdds) {
        if (logOdds >= 0) {
            return 1 / (1 + Math.exp(-logOdds));
        }
        double odds = Math.exp(logOdds);
        return odds / (1 + odds);
    }
}
