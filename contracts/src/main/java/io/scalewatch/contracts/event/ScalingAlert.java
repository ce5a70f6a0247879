package io.scalewatch.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A curve has turned the wrong way. Topic `scaling-alerts`, keyed by series; open alerts also stand on the
/// compacted topic `scaling-alerts-current`, keyed by [#alertId()].
///
/// @param alertId the same for all events of one alert: a hash of series, kind, epoch and subject
/// @param sequence 0 for the first event of the alert, then one more each
/// @param effect a difference of rates, when the alert was raised or last updated; see [Finding]. For
///     `inverse-scaling` the change from the smallest to the largest size
/// @param summary the alert in words
/// @param raisedAt when the alert was raised
/// @param at when this event was
/// @param subject the label, its paired effect, or the model that it is about, where it is not the whole curve; see
/// [Finding]
/// @param samples the names of those that show it best, at most 5, as of when it was raised or updated
/// @param muted that somebody wants to hear nothing of it: it counts for no verdict, and stands here all the same
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
        Instant at,
        Optional<String> subject,
        List<String> samples,
        Optional<Muted> muted) {

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
        subject = Require.orEmpty(subject);
        // Older alerts have none.
        samples = samples == null ? List.of() : List.copyOf(samples);
        muted = Require.orEmpty(muted);
    }

    /// An alert about the whole curve.
    public ScalingAlert(
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
        this(
                alertId,
                kind,
                series,
                epoch,
                sequence,
                status,
                severity,
                effect,
                evidence,
                models,
                runs,
                summary,
                link,
                raisedAt,
                at,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /// The alert's next event.
    public ScalingAlert next(Status then, Optional<Muted> mutedThen, Instant when) {
        return new ScalingAlert(
                alertId,
                kind,
                series,
                epoch,
                sequence + 1,
                then,
                severity,
                effect,
                evidence,
                models,
                runs,
                summary,
                link,
                raisedAt,
                when,
                subject,
                samples,
                mutedThen);
    }

    /// @param reason as whoever has muted it says
    /// @param until when it ends by itself; for good where there is none
    public record Muted(String reason, Optional<Instant> until) {

        public Muted {
            Require.notNull(reason, "reason");
            until = Require.orEmpty(until);
        }
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
    /// @param hypotheses how many hypotheses of this kind the decision was made among, one per series, epoch
    ///     and subject
    /// @param falseDiscoveryRate the bound that the decision keeps
    public record Evidence(double logE, double anytimeP, int hypotheses, double falseDiscoveryRate) {}
}
