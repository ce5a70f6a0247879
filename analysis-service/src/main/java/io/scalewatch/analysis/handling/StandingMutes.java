package io.scalewatch.analysis.handling;

import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.SeriesKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Mutes that were not lifted.
///
/// @param mutes that may have ended by themselves
record StandingMutes(List<Mute> mutes) {

    private static final Comparator<Mute> LONGEST =
            Comparator.comparing((Mute mute) -> mute.until().orElse(Instant.MAX));

    /// The one that lasts longest of those that cover it; of those alike always the same.
    Optional<Mute> of(SeriesKey series, AlertKind kind, boolean wholeFamily, Instant now) {
        return mutes.stream()
                .filter(mute -> mute.isInForce(now) && mute.scope().covers(series, kind, wholeFamily))
                .max(LONGEST.thenComparing(Mute::at, Comparator.reverseOrder()).thenComparing(Mute::id));
    }
}
