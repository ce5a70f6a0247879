package io.scalewatch.analysis.runtime;

import io.scalewatch.analysis.alerts.Procedure;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// The settings of the analysis service.
@ConfigMapping(prefix = "scalewatch.analysis")
public interface AnalysisConfig {

    /// Names this instance among all that share the group; stable over restarts, so that a restart takes its
    /// partitions back at once.
    String instance();

    /// Where the state stores lie; a directory of its own per instance. What is lost here is read again from
    /// Kafka.
    String stateDir();

    /// Threads of the stream; each partition of `scores` is handled by one of them.
    @WithDefault("1")
    int threads();

    /// How often counts, fits and alerts are committed, and become visible with it.
    @WithDefault("PT0.1S")
    Duration commitInterval();

    /// How often series with new scores are fitted.
    @WithDefault("PT0.1S")
    Duration fitInterval();

    /// How often the current versions are compared with those that the series were fitted with.
    @WithDefault("PT1S")
    Duration modelsInterval();

    /// How long a series without scores keeps its counts in memory.
    @WithDefault("PT10M")
    Duration idleAfter();

    /// How long it is remembered which prompts were scored; longer than `completions` and `scores` are kept
    /// together. An older score is late, and is not counted.
    @WithDefault("P90D")
    Duration duplicateHorizon();

    /// How long a killed instance's partitions wait for it to come back.
    @WithDefault("PT10S")
    Duration sessionTimeout();

    /// How long a killed instance's open transaction can hide what others have written after it.
    @WithDefault("PT10S")
    Duration transactionTimeout();

    /// Bytes of recently used state in the heap, all stores together.
    @WithDefault("33554432")
    long cacheBytes();

    /// How many series have metrics of their own, per partition.
    @WithDefault("50")
    int gaugedSeries();

    /// How long the thinned history of the fits is kept.
    @WithDefault("P90D")
    Duration historyRetention();

    /// When evidence is an alert.
    Alerts alerts();

    /// When evidence is an alert.
    interface Alerts {

        /// The share of alerts of each kind that may be false.
        @WithDefault("0.05")
        double falseDiscoveryRate();

        /// The least fall of accuracy from the smallest to the largest size that is an `inverse-scaling` alert,
        /// a rate.
        @WithDefault("0.03")
        double minimumEffect();

        /// How that share is kept: bh (Benjamini and Hochberg's procedure, for series that are independent or
        /// depend on each other positively) or e-bh (for any dependence; needs more evidence).
        @WithDefault("bh")
        Procedure procedure();

        /// The least turn of accuracy that is a `u-turn` or `inverted-u` alert: the smaller of its fall and its
        /// rise, a rate.
        @WithDefault("0.03")
        double bendMinimumEffect();

        /// The least growth of a wrong label from the smallest to the largest size that is a `label-shift`
        /// alert, a rate.
        @WithDefault("0.03")
        double labelShiftMinimumEffect();

        /// How far the largest size must fall below its family's forecast for a `below-forecast` alert, a rate.
        @WithDefault("0.03")
        double belowForecastMinimumEffect();

        /// The least fall of accuracy from a model's last version to its new one that is a `version-regression`
        /// alert, a rate.
        @WithDefault("0.03")
        double versionRegressionMinimumEffect();

        /// How far the shares of prompts without an answer must lie apart for an `unparsed-skew` alert, a rate.
        @WithDefault("0.05")
        double unparsedSkewMinimumEffect();

        /// From which effect on an alert is critical, a rate.
        @WithDefault("0.10")
        double criticalEffect();

        /// How long an alert whose versions were replaced stays open, if the new ones don't decide it before.
        @WithDefault("PT1H")
        Duration grace();

        /// Where users reach this service's API, for the links in alerts.
        Optional<String> link();
    }
}
