package io.scalewatch.analysis.forecasts;

import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.SeriesKey;
import java.time.Instant;

/// What was expected of a size before it was there, and what came.
///
/// @param epoch the first set of versions that the size was in
/// @param madeAt when the last fit without the size was made, which the forecast is of
/// @param expected accuracy, a rate
/// @param latent where the size's own rate was expected with 90 %
/// @param observable where with 90 % the rate of so many trials was: that is what is held against what came
/// @param answered the trials that came, repeated ones of a sample as one
/// @param accuracy that came
/// @param observedAt when it was counted last
public record ForecastOutcome(
        SeriesKey series,
        String epoch,
        String model,
        String version,
        long parameters,
        Instant madeAt,
        double expected,
        Interval latent,
        Interval observable,
        long answered,
        double accuracy,
        Instant observedAt) {

    /// With fewer trials it is not counted whether a forecast held.
    public static final int LEAST_TRIALS = 20;

    /// Whether it held.
    public boolean isCovered() {
        return observable.contains(accuracy);
    }
}
