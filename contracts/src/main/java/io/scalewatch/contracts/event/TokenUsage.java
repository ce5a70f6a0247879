package io.scalewatch.contracts.event;

/// Tokens as the endpoint counted them; 0 where it did not say.
public record TokenUsage(long prompt, long completion) {

    public static final TokenUsage NONE = new TokenUsage(0, 0);

    public TokenUsage {
        Require.that(prompt >= 0 && completion >= 0, "token counts must not be negative");
    }
}
