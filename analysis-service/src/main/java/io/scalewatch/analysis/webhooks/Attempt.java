package io.scalewatch.analysis.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One call of a subscriber.
///
/// @param took from the beginning of the call to its end
record Attempt(Outcome outcome, Duration took) {

    /// How a call ended.
    sealed interface Outcome {

        /// Answered with 2xx.
        record Delivered(int status) implements Outcome {}

        /// Not delivered.
        ///
        /// @param status that was answered, if there was an answer
        /// @param reason in words, without the address, the body and the secret
        /// @param notBefore when the subscriber asks to be called again, at the earliest
        record Failed(Optional<Integer> status, String reason, Optional<Instant> notBefore) implements Outcome {}

        /// Answered with 410: the subscriber wants no more.
        record Gone() implements Outcome {

            static final int STATUS = 410;
        }
    }
}
