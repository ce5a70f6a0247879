package io.scalewatch.analysis.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// When a message that was not delivered is sent again, and when its subscriber is called no more.
///
/// @param firstWait before the second attempt; it doubles from attempt to attempt
/// @param longestWait between two attempts, also where a subscriber asks for more
/// @param retryFor how long after it was queued a message is sent again
/// @param disableFailures how many attempts in a row must have failed for a subscriber to be disabled
/// @param disableAfter and for how long
record DeliveryPolicy(
        Duration firstWait, Duration longestWait, Duration retryFor, int disableFailures, Duration disableAfter) {

    private static final int MOST_DOUBLINGS = 20;
    /// Each wait is cut by up to this share, so that what failed together does not come again together.
    private static final double JITTER = 0.25;

    /// When the next attempt is due.
    ///
    /// @param attempts so far
    /// @param notBefore what the subscriber asked for
    /// @return nothing if the time is up
    Optional<Instant> next(
            Instant queuedAt, int attempts, Instant now, Optional<Instant> notBefore, RandomGenerator random) {
        Duration doubled = firstWait.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        Duration wait = doubled.compareTo(longestWait) < 0 ? doubled : longestWait;
        Instant jittered = now.plusMillis(Math.round(wait.toMillis() * (1 - JITTER * random.nextDouble())));
        Instant longest = now.plus(longestWait);
        Instant next = notBefore
                .map(asked -> asked.isAfter(longest) ? longest : asked)
                .filter(asked -> asked.isAfter(jittered))
                .orElse(jittered);
        return next.isAfter(queuedAt.plus(retryFor)) ? Optional.empty() : Optional.of(next);
    }

    /// Whether a subscriber has failed often and long enough.
    ///
    /// @param failures in a row
    boolean disables(int failures, Instant failingSince, Instant now) {
        return failures >= disableFailures && !now.isBefore(failingSince.plus(disableAfter));
    }
}
