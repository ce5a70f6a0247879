package io.scalewatch.analysis.curves;

/// A binomial regression of the log-odds on a polynomial in the scaled size z, by maximum likelihood (Newton's
/// method, which for the logit link is iteratively reweighted least squares).
///
/// Where the data are separated (only failures up to some size, only successes above it) no maximum exists: the
/// coefficients are then large and of no meaning, the log-likelihood is its supremum to within rounding.
public final class LogisticFit {

    private static final int MAX_ITERATIONS = 60;
    /// Newton's method converges quadratically: behind a step this small comes one that is its square.
    private static final double SMALL_STEP = 1e-6;
    /// Of a log-likelihood, twice.
    private static final double NO_GAIN = 1e-8;
    /// A slope along the step that is this much of what it was, the other way, is too far.
    private static final double OVERSHOT = 0.5;
    private static final double SMALLEST_SHARE = 1e-9;
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
        if (degree < 0 || degree > 2 || curve.sizes() <= degree) {
            throw new IllegalArgumentException("a polynomial of degree d, at most 2, needs d + 1 sizes");
        }
        NormalEquations here = new NormalEquations(degree);
        NormalEquations there = new NormalEquations(degree);
        double[] b = start(curve, here, degree);
        double[] next = new double[degree + 1];
        double[] step = new double[degree + 1];
        boolean saturated = linearise(curve, b, here);
        for (int iteration = 0; iteration < MAX_ITERATIONS && here.factor(); iteration++) {
            here.solve(step);
            // The slope along the step; half of it is what the step is to gain.
            double slope = here.rightTimes(step);
            if (largest(step) < SMALL_STEP || saturated && slope < NO_GAIN) {
                move(b, 1, step, b);
                break;
            }
            double share = 1;
            do {
                move(b, share, step, next);
                saturated = linearise(curve, next, there);
                share /= 2;
                // The likelihood is concave: it has not fallen before the slope is as steep the other way.
            } while (there.rightTimes(step) < -OVERSHOT * slope && share > SMALLEST_SHARE);
            NormalEquations left = here;
            here = there;
            there = left;
            double[] behind = b;
            b = next;
            next = behind;
        }
        // Where rates are 0 and 1 to the last digit there is no information left: that of the step before is shown.
        NormalEquations known = here.factor() ? here : there;
        return new LogisticFit(b, known.inverse(), logLikelihood(curve, b));
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
    private static double[] start(Curve curve, NormalEquations equations, int degree) {
        double[] b = new double[degree + 1];
        double k = 0;
        double n = 0;
        for (int i = 0; i < curve.points(); i++) {
            k += curve.successes(i);
            n += curve.trials(i);
            double p = (curve.successes(i) + 0.5) / (curve.trials(i) + 1);
            double weight = curve.trials(i) * p * (1 - p);
            equations.add(curve.z(i), weight, weight * Math.log(p / (1 - p)));
        }
        if (equations.factor()) {
            equations.solve(b);
        } else {
            b[0] = Math.log((k + 0.5) / (n - k + 0.5));
        }
        return b;
    }

    /// Information and score at some coefficients.
    ///
    /// @return whether some rate is 0 or 1 in all its digits
    private static boolean linearise(Curve curve, double[] b, NormalEquations equations) {
        equations.clear();
        double extreme = 0;
        for (int i = 0; i < curve.points(); i++) {
            double z = curve.z(i);
            double n = curve.trials(i);
            double eta = logOdds(b, z);
            double distance = Math.abs(eta);
            double odds = Math.exp(-distance);
            double larger = 1 / (1 + odds);
            double smaller = odds * larger;
            equations.add(z, n * larger * smaller, curve.successes(i) - n * (eta >= 0 ? larger : smaller));
            extreme = Math.max(extreme, distance);
        }
        return extreme > SATURATED_LOG_ODDS;
    }

    private static double largest(double[] step) {
        double largest = 0;
        for (double part : step) {
            largest = Math.max(largest, Math.abs(part));
        }
        return largest;
    }

    private static void move(double[] from, double share, double[] step, double[] to) {
        for (int j = 0; j < from.length; j++) {
            to[j] = from[j] + share * step[j];
        }
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
