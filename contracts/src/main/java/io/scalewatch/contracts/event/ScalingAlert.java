package io.scalewatch.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A curve has turned the wrong way. Topic `scaling-alerts`, keyed by series; open alerts also stand on the
/// compacted topic `scaling-alerts-current`, keyed by [#alertId()].
///
/// @param alertId the same for all events of one alert: a hash of series, kind and epoch
/// @param sequence 0 for the first event of the alert, then one more each
/// @param effect the change from the smallest to the largest size, rates, when the alert was raised
/// @param summary the alert in words
/// @param raisedAt when the alert was raised
/// @param at when this event was
public record ScalingAlert(
        String alertId,
        AlertKind kind,
        SeriesKey series,
        String epoch,
        int sequence,
        Status status,
        Severity severity,
        ShapeEvidence.Trend effect,
        Evidence evidence,
        List<ModelVersion> models,
        List<UUID> runs,
        String summary,
        Optional<String> link,
        Instant raisedAt,
        Instant at) {

    public ScalingAlert {
        Require.notBlank(alertId, "alertId");
        Require.notNull(kind, "kind");
        Require.notNull(series, "series");
        Require.notBlank(epoch, "epoch");
        Require.that(sequence >= 0, "sequence must not be negative");
        Require.notNull(status, "status");
        Require.notNull(severity, "severity");
        Require.notNull(effect, "effect");
        Require.notNull(evidence, "evidence");
        models = List.copyOf(models);
        runs = List.copyOf(runs);
        Require.notNull(summary, "summary");
        link = Require.orEmpty(link);
        Require.notNull(raisedAt, "raisedAt");
        Require.notNull(at, "at");
    }

    public enum Status {
        @JsonProperty("raised")
        RAISED,
        @JsonProperty("updated")
        UPDATED,
        @JsonProperty("resolved")
        RESOLVED,
        @JsonProperty("superseded")
        SUPERSEDED
    }

    public enum Severity {
        @JsonProperty("warning")
        WARNING,
        @JsonProperty("critical")
        CRITICAL
    }

    /// @param logE natural logarithm of the largest e-value so far
    /// @param anytimeP `min(1, 1 / e)`: valid however often one looked
    /// @param hypotheses how many (series, epoch) hypotheses the decision was made among
    /// @param falseDiscoveryRate the bound that the decision keeps
    public record Evidence(double logE, double anytimeP, int hypotheses, double falseDiscoveryRate) {}
}
