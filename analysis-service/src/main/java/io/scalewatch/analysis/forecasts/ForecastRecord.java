package io.scalewatch.analysis.forecasts;

/// How the forecasts of a family did so far.
///
/// @param tested forecasts of sizes that have come and answered 20 samples at least
/// @param held those among them whose 90 % interval has what came
public record ForecastRecord(String family, long tested, long held) {}
