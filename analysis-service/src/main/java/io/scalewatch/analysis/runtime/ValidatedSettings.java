package io.scalewatch.analysis.runtime;

import io.scalewatch.analysis.alerts.AlertPolicy;
import io.scalewatch.analysis.topology.AnalysisSettings;
import io.scalewatch.contracts.event.AlertKind;
import java.time.Duration;
import java.util.Map;

/// Turns the configuration into the topology's settings, or stops the start and names the property.
final class ValidatedSettings {

    private static final Ranges CHECK = new Ranges("scalewatch.analysis.");

    private ValidatedSettings() {}

    /// @throws IllegalArgumentException naming the property that is out of its range
    static AnalysisSettings of(AnalysisConfig config) {
        // What Kafka accepts as the name of a static member; its own limit, less what Kafka Streams appends.
        CHECK.require(
                config.instance().matches("[A-Za-z0-9._-]{1,200}"),
                "instance",
                "must be 1 to 200 letters, digits, dots, underscores or dashes");
        CHECK.require(!config.stateDir().isBlank(), "state-dir", "must not be blank");
        CHECK.between(config.threads(), 1, 64, "threads");
        CHECK.between(config.standbyReplicas(), 0, 10, "standby-replicas");
        CHECK.between(config.commitInterval(), Duration.ofMillis(10), Duration.ofSeconds(5), "commit-interval");
        CHECK.between(config.fitInterval(), Duration.ofMillis(10), Duration.ofMinutes(1), "fit-interval");
        CHECK.between(config.modelsInterval(), Duration.ofMillis(100), Duration.ofMinutes(1), "models-interval");
        CHECK.between(config.idleAfter(), Duration.ofSeconds(1), Duration.ofDays(365), "idle-after");
        CHECK.between(config.duplicateHorizon(), Duration.ofDays(1), Duration.ofDays(3650), "duplicate-horizon");
        CHECK.between(config.sessionTimeout(), Duration.ofSeconds(6), Duration.ofMinutes(30), "session-timeout");
        CHECK.between(
                config.transactionTimeout(), Duration.ofSeconds(1), Duration.ofMinutes(15), "transaction-timeout");
        CHECK.require(
                config.transactionTimeout().compareTo(config.commitInterval()) > 0,
                "transaction-timeout",
                "must be longer than the commit-interval");
        CHECK.between(config.cacheBytes(), 0, Long.MAX_VALUE, "cache-bytes");
        CHECK.between(config.gaugedSeries(), 0, 100_000, "gauged-series");
        CHECK.between(config.samplesPerPoint(), 0, 100_000, "samples-per-point");
        CHECK.between(config.historyRetention(), Duration.ofHours(1), Duration.ofDays(36_500), "history-retention");
        AnalysisConfig.Alerts alerts = config.alerts();
        CHECK.require(
                0 < alerts.falseDiscoveryRate() && alerts.falseDiscoveryRate() < 1,
                "alerts.false-discovery-rate",
                "must lie between 0 and 1");
        rate(alerts.minimumEffect(), "alerts.minimum-effect");
        rate(alerts.bendMinimumEffect(), "alerts.bend-minimum-effect");
        rate(alerts.labelShiftMinimumEffect(), "alerts.label-shift-minimum-effect");
        rate(alerts.belowForecastMinimumEffect(), "alerts.below-forecast-minimum-effect");
        rate(alerts.versionRegressionMinimumEffect(), "alerts.version-regression-minimum-effect");
        rate(alerts.modelDriftMinimumEffect(), "alerts.model-drift-minimum-effect");
        rate(alerts.unparsedSkewMinimumEffect(), "alerts.unparsed-skew-minimum-effect");
        CHECK.require(
                alerts.minimumEffect() <= alerts.criticalEffect() && alerts.criticalEffect() <= 1,
                "alerts.critical-effect",
                "must be at least the minimum-effect and at most 1");
        CHECK.between(alerts.grace(), Duration.ZERO, Duration.ofDays(365), "alerts.grace");
        return new AnalysisSettings(
                config.fitInterval(),
                config.modelsInterval(),
                config.idleAfter(),
                config.duplicateHorizon(),
                config.gaugedSeries(),
                config.samplesPerPoint(),
                new AlertPolicy(
                        alerts.falseDiscoveryRate(),
                        alerts.procedure(),
                        minimumEffects(alerts),
                        alerts.criticalEffect(),
                        alerts.grace(),
                        alerts.link()));
    }

    private static Map<AlertKind, Double> minimumEffects(AnalysisConfig.Alerts alerts) {
        return Map.of(
                AlertKind.INVERSE_SCALING, alerts.minimumEffect(),
                AlertKind.U_TURN, alerts.bendMinimumEffect(),
                AlertKind.INVERTED_U, alerts.bendMinimumEffect(),
                AlertKind.LABEL_SHIFT, alerts.labelShiftMinimumEffect(),
                AlertKind.BELOW_FORECAST, alerts.belowForecastMinimumEffect(),
                AlertKind.VERSION_REGRESSION, alerts.versionRegressionMinimumEffect(),
                AlertKind.MODEL_DRIFT, alerts.modelDriftMinimumEffect(),
                AlertKind.UNPARSED_SKEW, alerts.unparsedSkewMinimumEffect());
    }

    private static void rate(double value, String property) {
        CHECK.require(0 <= value && value < 1, property, "must be at least 0 and below 1");
    }
}
