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

        /// The same, with at most so many bytes of UTF-8 of its text; where it was longer, as cut.
        public Answered cutTo(int most) {
            String kept = CutText.of(text, most);
            return kept.equals(text)
                    ? this
                    : new Answered(
                            kept, Optional.of(FinishReason.LENGTH), tokens, servedModel, fingerprint, id, classes);
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
    /// @param said a hash of what the endpoint said; 0 where it said nothing. What it said may quote, a hash
    ///     does not
    record Failed(FailureKind kind, String message, Optional<Duration> retryAfter, int said) implements CallResult {

        public Failed(FailureKind kind, String message) {
            this(kind, message, Optional.empty());
        }

        public Failed(FailureKind kind, String message, Optional<Duration> retryAfter) {
            this(kind, message, retryAfter, 0);
        }

        /// Whether another call failed in the very same way.
        public boolean isLike(Failed other) {
            return kind == other.kind && message.equals(other.message) && said == other.said;
        }
    }
}
