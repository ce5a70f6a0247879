package io.scalewatch.contracts.event;

import java.util.Optional;

/// Tokens as the endpoint counted them, or estimated where it did not say.
///
/// @param estimated true where one of the counts is an estimate; absent where the endpoint counted
public record TokenUsage(long prompt, long completion, Optional<Boolean> estimated) {

    public static final TokenUsage NONE = new TokenUsage(0, 0);

    public TokenUsage {
        Require.that(prompt >= 0 && completion >= 0, "token counts must not be negative");
        // Said only where it is so: one way to say that the endpoint counted.
        estimated = Require.orEmpty(estimated).filter(Boolean::booleanValue);
    }

    /// As the endpoint counted them.
    public TokenUsage(long prompt, long completion) {
        this(prompt, completion, Optional.empty());
    }

    /// As nobody counted them.
    public static TokenUsage estimate(long prompt, long completion) {
        return new TokenUsage(prompt, completion, Optional.of(true));
    }

    public boolean wasEstimated() {
        return estimated.isPresent();
    }
}
