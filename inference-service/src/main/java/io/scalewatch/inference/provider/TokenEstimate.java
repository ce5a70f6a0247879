package io.scalewatch.inference.provider;

import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.TokenUsage;

/// How many tokens a call took where its endpoint does not say, as some proxies and streaming servers don't.
/// English has about 4 characters a token in the common tokenizers; other languages have fewer, so that it
/// is a floor there.
public final class TokenEstimate {

    private static final int CHARACTERS = 4;

    private TokenEstimate() {}

    /// What the endpoint counted, with an estimate for what it did not.
    public static TokenUsage complete(PromptIssued prompt, String text, TokenUsage counted) {
        long read = counted.prompt() > 0
                ? counted.prompt()
                : tokens(prompt.messages().stream()
                        .map(Message::content)
                        .mapToLong(String::length)
                        .sum());
        long written = counted.completion() > 0 ? counted.completion() : tokens(text.length());
        return read == counted.prompt() && written == counted.completion()
                ? counted
                : TokenUsage.estimate(read, written);
    }

    private static long tokens(long characters) {
        return (characters + CHARACTERS - 1) / CHARACTERS;
    }
}
