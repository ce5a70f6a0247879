package io.scalewatch.contracts.event;

import java.time.Instant;
import java.util.List;
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
/// @param failedTries the calls before the last, the latest of them where there were very many
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
        Instant completedAt,
        List<FailedTry> failedTries) {

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
        failedTries = failedTries == null ? List.of() : List.copyOf(failedTries);
    }

    /// The end of a prompt that was called once at most.
    public PromptCompleted(
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
        this(
                prompt,
                text,
                failure,
                finishReason,
                tokens,
                costUsd,
                callLatencyMillis,
                tries,
                servedModel,
                fingerprint,
                classLogProbabilities,
                completedAt,
                List.of());
    }

    /// The same without its text, for an answer that can't be used. What it took and cost was paid, and
    /// stays.
    public PromptCompleted without(Failure why) {
        return new PromptCompleted(
                prompt,
                Optional.empty(),
                Optional.of(why),
                Optional.empty(),
                tokens,
                costUsd,
                callLatencyMillis,
                tries,
                servedModel,
                fingerprint,
                Map.of(),
                completedAt,
                failedTries);
    }

    /// The identity alone: content stays out of logs.
    @Override
    public String toString() {
        return "PromptCompleted[" + prompt.id() + (failure.isPresent() ? " failed" : "") + "]";
    }
}
