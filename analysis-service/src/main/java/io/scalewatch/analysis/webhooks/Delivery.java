package io.scalewatch.analysis.webhooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;

/// A message to a subscriber, and what became of it.
///
/// @param messageId the header `webhook-id`: the same whenever it is sent again
/// @param nextAt when it is tried again, at the earliest
/// @param status that the last try was answered with
/// @param reason why the last try failed
/// @param tookMillis how long the last try took
record Delivery(
        String messageId,
        State state,
        Instant queuedAt,
        int attempts,
        Optional<Instant> triedAt,
        Optional<Instant> nextAt,
        Optional<Integer> status,
        Optional<String> reason,
        Optional<Long> tookMillis,
        Optional<Instant> finishedAt) {

    enum State {
        @JsonProperty("pending")
        PENDING,
        @JsonProperty("delivered")
        DELIVERED,
        @JsonProperty("given-up")
        GIVEN_UP
    }
}
