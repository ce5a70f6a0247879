package io.scalewatch.analysis.alerts;

import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.event.SeriesKey;
import java.time.Instant;
import java.util.Optional;

/// Of which alerts somebody wants to hear nothing for now.
public interface Mutes {

    /// Nothing is muted.
    Mutes NONE = new Mutes() {
        @Override
        public boolean areKnown() {
            return true;
        }

        @Override
        public Optional<ScalingAlert.Muted> of(SeriesKey series, AlertKind kind, boolean wholeFamily, Instant now) {
            return Optional.empty();
        }
    };

    /// Whether they were read since the start: before that an alert stays what it was.
    boolean areKnown();

    /// The mute that covers alerts of this kind on this series, if there is one; none while they are not known.
    ///
    /// @param wholeFamily whether the alert is told once for all series of the family: a mute of one of them, or of
    ///     one task, does not cover it
    Optional<ScalingAlert.Muted> of(SeriesKey series, AlertKind kind, boolean wholeFamily, Instant now);
}
