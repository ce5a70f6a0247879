package io.scalewatch.contracts.event;

import java.util.Optional;

/// What an endpoint may be asked per minute, by all workers together.
///
/// @param requestsPerMinute positive
/// @param tokensPerMinute read and written, positive
public record RateLimits(Optional<Integer> requestsPerMinute, Optional<Long> tokensPerMinute) {

    public static final RateLimits NONE = new RateLimits(Optional.empty(), Optional.empty());

    public RateLimits {
        requestsPerMinute = Require.orEmpty(requestsPerMinute);
        tokensPerMinute = Require.orEmpty(tokensPerMinute);
        requestsPerMinute.ifPresent(n -> Require.that(n > 0, "requestsPerMinute must be positive"));
        tokensPerMinute.ifPresent(n -> Require.that(n > 0, "tokensPerMinute must be positive"));
    }
}
