package io.scalewatch.analysis.samples;

import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.Span;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A sample as one model version was asked it, and what it answered.
///
/// @param control whether it is its group's neutral control
/// @param prompt empty where none of the texts is kept any more
/// @param answers the newest with each label
public record ShownSample(String sample, boolean control, List<Turn> prompt, List<Answer> answers) {

    /// One turn of the prompt.
    public record Turn(Message.Role role, Excerpt text) {}

    /// @param rule that found the answer
    /// @param why for `UNPARSED`, the reason
    /// @param extracted the answer, where the text has no place that holds it
    /// @param judge the model whose verdict the label is; then prompt and text are the judge's
    /// @param span of the text that the answer was found in
    /// @param text missing where it is no longer kept
    public record Answer(
            Label label,
            Optional<String> rule,
            Optional<String> why,
            Optional<String> extracted,
            Optional<Double> statedConfidence,
            Optional<String> judge,
            Optional<UUID> run,
            Optional<Instant> scoredAt,
            Optional<Span> span,
            Optional<Excerpt> text) {

        /// One of which the label alone is left.
        static Answer gone(Label label) {
            return new Answer(
                    label,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        /// Without the answer, which stays out of logs.
        @Override
        public String toString() {
            return "Answer[" + label + "]";
        }
    }
}
