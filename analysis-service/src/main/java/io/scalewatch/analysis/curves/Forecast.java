package io.scalewatch.analysis.curves;

import io.scalewatch.contracts.event.Interval;

/// What a curve leads one to expect at another size; see [Forecaster].
///
/// @param logOdds of the rate that is expected
/// @param variance of the log-odds of the new model's latent rate
/// @param rho the dispersion of models around the curve that was used, at least 0.002
public record Forecast(double logOdds, double variance, double rho) {

    /// The 95 % quantile of the normal distribution: both ends together leave out 10 %.
    public static final double Z = 1.6448536269514722;

    /// The rate that is expected.
    public double rate() {
        return rate(logOdds);
    }

    /// Where the latent rate lies with 95 % at least.
    public double lower() {
        return rate(logOdds - Z * Math.sqrt(variance));
    }

    /// Where the latent rate lies with 95 % at most.
    public double upper() {
        return rate(logOdds + Z * Math.sqrt(variance));
    }

    /// Where the observed rate of so many independent trials lies with 90 %.
    public Interval observed(double trials) {
        double p = rate();
        double all = variance + (1 - rho) / (trials * Math.max(p * (1 - p), 1e-6));
        return new Interval(rate(logOdds - Z * Math.sqrt(all)), rate(logOdds + Z * Math.sqrt(all)));
    }

    static double rate(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }
}
