package io.scalewatch.analysis.curves;

/// Forecasts of one curve: logit polynomials of degree 0, 1 and 2, averaged with the weights W of their
/// Bayesian information criteria.
///
/// `eta = sum W eta_d`, `var = sum W (v_d + (eta_d - eta)^2) + rho / (p (1 - p))`: how well each polynomial is
/// known, how much they disagree, and how far a model may lie off its family's curve.
public final class Forecaster {

    /// A handful of sizes that happen to lie close to a curve don't prove that the next one will.
    private static final double LEAST_RHO = 0.002;

    private static final int LARGEST_DEGREE = 2;

    private final Curve curve;
    private final double rho;
    private final LogisticFit[] fits;
    private final double[] weights;

    /// @param curve raw counts of independent trials, at least 3 sizes
    /// @param dispersion of models around the family's curve; see [Dispersion]
    /// @throws IllegalArgumentException if the curve has fewer sizes
    public Forecaster(Curve curve, double dispersion) {
        if (curve.sizes() < ShapeClassifier.LEAST_SIZES) {
            throw new IllegalArgumentException("a forecast needs 3 sizes");
        }
        this.curve = curve;
        this.rho = Math.max(dispersion, LEAST_RHO);
        // Half a success and half a failure more: nothing is separated then, and every fit has a variance.
        Curve effective = curve.effective(rho).plusHalf();
        int degrees = Math.min(LARGEST_DEGREE, curve.sizes() - 2) + 1;
        fits = new LogisticFit[degrees];
        weights = new double[degrees];
        double penalty = Math.log(effective.totalTrials());
        double least = Double.POSITIVE_INFINITY;
        for (int degree = 0; degree < degrees; degree++) {
            fits[degree] = LogisticFit.of(effective, degree);
            weights[degree] = (degree + 1) * penalty - 2 * fits[degree].logLikelihood();
            least = Math.min(least, weights[degree]);
        }
        double all = 0;
        for (int degree = 0; degree < degrees; degree++) {
            weights[degree] = Math.exp((least - weights[degree]) / 2);
            all += weights[degree];
        }
        for (int degree = 0; degree < degrees; degree++) {
            weights[degree] /= all;
        }
    }

    public Forecast at(double log10Size) {
        double z = curve.zOf(log10Size);
        double mean = 0;
        for (int degree = 0; degree < fits.length; degree++) {
            mean += weights[degree] * fits[degree].logOdds(z);
        }
        double variance = 0;
        for (int degree = 0; degree < fits.length; degree++) {
            double off = fits[degree].logOdds(z) - mean;
            variance += weights[degree] * (fits[degree].logOddsVariance(z) + off * off);
        }
        double p = Forecast.rate(mean);
        return new Forecast(mean, variance + rho / Math.max(p * (1 - p), 1e-6), rho);
    }
}
