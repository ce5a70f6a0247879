package io.scalewatch.inference.provider;

import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.TokenUsage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What one call of a model came to.
public sealed interface CallResult {

    /// The model answered.
    ///
    /// @param finishReason why it stopped, where it said so
    /// @param servedModel the model name that the endpoint answered with
    /// @param fingerprint the endpoint's fingerprint of what served the call
    /// @param id the endpoint's own name for this answer
    /// @param classes summed log-probability by class, where they were asked for
    record Answered(
            String text,
            Optional<FinishReason> finishReason,
            TokenUsage tokens,
            Optional<String> servedModel,
            Optional<String> fingerprint,
            Optional<String> id,
            Map<String, Double> classes)
            implements CallResult {

        /// An answer that is a text.
        public Answered(
                String text,
                Optional<FinishReason> finishReason,
                TokenUsage tokens,
                Optional<String> servedModel,
                Optional<String> fingerprint,
                Optional<String> id) {
            this(text, finishReason, tokens, servedModel, fingerprint, id, Map.of());
        }

        Answered withClasses(Map<String, Double> byClass) {
            return new Answered(text, finishReason, tokens, servedModel, fingerprint, id, Map.copyOf(byClass));
        }

        /// The same, with what is known otherwise of what served the call.
        public Answered withFingerprint(String known) {
            return new Answered(text, finishReason, tokens, servedModel, Optional.of(known), id, classes);
        }

        /// Without the text, which stays out of logs.
        @Override
        public String toString() {
            return "Answered[" + text.length() + " characters]";
        }
    }

    /// The call failed; whether it is worth another try is for the retry policy to say.
    ///
    /// @param message what happened, without prompt, completion or key
    /// @param retryAfter how long the endpoint asked to be left alone
    record Failed(FailureKind kind, String message, Optional<Duration> retryAfter) implements CallResult {

        public Failed(FailureKind kind, String message) {
            this(kind, message, Optional.empty());
        }
    }
}
