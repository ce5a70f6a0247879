package io.scalewatch.analysis.runtime;

import io.scalewatch.analysis.alerts.Procedure;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
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

    /// How many further instances keep a copy of each partition's state, at most one less than there are: one
    /// of them takes the partitions of a killed instance over without reading their state from Kafka first. A
    /// copy takes as much disk as the state itself.
    @WithDefault("0")
    int standbyReplicas();

    /// How often counts, fits and alerts are committed, and become visible with it.
    @WithDefault("PT0.2S")
    Duration commitInterval();

    /// How often series with new scores are fitted.
    @WithDefault("PT0.2S")
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

    /// Of how many samples of each point it is kept where their answers stand, so that they can be looked at; 0
    /// to 100,000. Which ones is the same at all sizes. The answers themselves are kept by Kafka.
    @WithDefault("1000")
    int samplesPerPoint();

    /// How long the thinned history of the fits is kept.
    @WithDefault("P90D")
    Duration historyRetention();

    /// The secrets of webhooks and of the Alertmanager by name. One that is not here is looked for in a file of its
    /// name in the directory of secrets, and then in the environment variable of its name.
    Map<String, String> secrets();

    /// A directory with secrets, a file each, as Kubernetes mounts Secrets. A file that changes is read again
    /// within seconds.
    Optional<String> secretDirectory();

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

        /// The least change of accuracy of a version that has not changed, from its first run to a later one,
        /// that is a `model-drift` alert, a rate.
        @WithDefault("0.03")
        double modelDriftMinimumEffect();

        /// How far the shares of prompts without an answer must lie apart for an `unparsed-skew` alert, a rate.
        @WithDefault("0.05")
        double unparsedSkewMinimumEffect();

        /// From which effect on an alert is critical, a rate.
        @WithDefault("0.10")
        double criticalEffect();

        /// How long an alert whose versions were replaced stays open, if the new ones don't decide it before.
        @WithDefault("PT1H")
        Duration grace();

        /// Where users reach this service's page, like https://scalewatch.example.com, for the links in alerts.
        Optional<String> link();
    }
}
