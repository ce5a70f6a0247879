package io.scalewatch.contracts.event;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The end of a prompt: a text or a failure, never both, with the prompt itself, so that one event tells the
/// whole story. Topic `completions`.
///
/// @param costUsd what the call cost, US dollars
/// @param callLatencyMillis the last call's duration, without any wait for a permit
/// @param tries calls made, 0 where none was
/// @param servedModel the model name that the endpoint answered with
/// @param fingerprint the endpoint's fingerprint of what served the call
/// @param classLogProbabilities summed log-probability by class, where they were asked for
public record PromptCompleted(
        PromptIssued prompt,
        Optional<String> text,
        Optional<Failure> failure,
        Optional<FinishReason> finishReason,
        TokenUsage tokens,
        double costUsd,
        long callLatencyMillis,
        int tries,
        Optional<String> servedModel,
        Optional<String> fingerprint,
        Map<String, Double> classLogProbabilities,
        Instant completedAt) {

    public PromptCompleted {
        Require.notNull(prompt, "prompt");
        text = Require.orEmpty(text);
        failure = Require.orEmpty(failure);
        Require.that(text.isPresent() != failure.isPresent(), "a completion is either a text or a failure");
        finishReason = Require.orEmpty(finishReason);
        tokens = tokens == null ? TokenUsage.NONE : tokens;
        Require.that(costUsd >= 0, "costUsd must not be negative");
        Require.that(callLatencyMillis >= 0, "callLatencyMillis must not be negative");
        Require.that(tries >= 0, "tries must not be negative");
        servedModel = Require.orEmpty(servedModel);
        fingerprint = Require.orEmpty(fingerprint);
        classLogProbabilities = classLogProbabilities == null ? Map.of() : Map.copyOf(classLogProbabilities);
        Require.notNull(completedAt, "completedAt");
    }

    /// The identity alone: content stays out of logs.
    @Override
    public String toString() {
        return "PromptCompleted[" + prompt.id() + (failure.isPresent() ? " failed" : "") + "]";
    }
}
