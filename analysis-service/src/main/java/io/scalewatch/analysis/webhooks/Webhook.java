package io.scalewatch.analysis.webhooks;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// A subscriber that is called.
///
/// @param secret the name of the secret that its calls are signed with
/// @param wanted which alerts it is called about
/// @param failures calls in a row that failed
/// @param failingSince when the first of them did
/// @param disabled why it is not called any more
record Webhook(
        String name,
        URI url,
        String secret,
        AlertFilter wanted,
        Instant createdAt,
        int failures,
        Optional<Instant> failingSince,
        Optional<Disabled> disabled) {

    record Disabled(Instant at, String because) {}

    /// Without the address: a part of it may be what others take for a password.
    @Override
    public String toString() {
        return "Webhook[" + name + "]";
    }
}
