package io.scalewatch.analysis.handling;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// That nothing is to be heard of some alerts.
///
/// @param by who has said so, as they call themselves
/// @param until when it ends by itself; for good where there is none
/// @param lifted when somebody has ended it before
public record Mute(
        UUID id,
        MuteScope scope,
        String reason,
        String by,
        Instant at,
        Optional<Instant> until,
        Optional<Lifted> lifted) {

    public record Lifted(String by, Instant at) {}

    boolean isInForce(Instant now) {
        return lifted.isEmpty() && until.map(now::isBefore).orElse(true);
    }
}
