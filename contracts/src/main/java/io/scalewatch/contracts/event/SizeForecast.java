package io.scalewatch.contracts.event;

/// What accuracy a model of a size that is not there yet is expected to have.
///
/// @param parameters of that size
/// @param rate that is expected
/// @param interval 90 %, of that model's latent rate: it allows for how far models lie off their family's curve
public record SizeForecast(double parameters, double rate, Interval interval) {

    public SizeForecast {
        Require.that(parameters > 0, "parameters must be positive");
        Require.notNull(interval, "interval");
    }
}
