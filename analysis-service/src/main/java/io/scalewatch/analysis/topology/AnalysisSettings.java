package io.scalewatch.analysis.topology;

import io.scalewatch.analysis.alerts.AlertPolicy;
import java.time.Duration;

/// What the topology can be told.
///
/// @param fitInterval how often series with new scores are fitted
/// @param modelsInterval how often the current versions are compared with those that the series were fitted
///     with
/// @param idleAfter how long a series without scores keeps its counts in memory
/// @param duplicateHorizon how long a prompt's score is remembered; an older score is late and not counted
/// @param gaugedSeries how many series have metrics of their own
/// @param samplesPerPoint of how many samples of a point it is kept where their scores stand
public record AnalysisSettings(
        Duration fitInterval,
        Duration modelsInterval,
        Duration idleAfter,
        Duration duplicateHorizon,
        int gaugedSeries,
        int samplesPerPoint,
        AlertPolicy alerts) {}
