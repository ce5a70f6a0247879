package io.scalewatch.scoring.extraction;

import io.scalewatch.contracts.event.Span;

/// What was found in a completion.
public sealed interface Extraction {

    /// An answer.
    ///
    /// @param value the answer in the form of its kind: a plain decimal, a letter, `true` or `false`, words
    /// @param span where in the completion it stands
    /// @param rule the name of the rule that found it
    record Found(String value, Span span, String rule) implements Extraction {}

    /// The model declined.
    ///
    /// @param span the sentence that says so
    record Refused(Span span) implements Extraction {}

    /// No answer, and why.
    record Nothing(Why why) implements Extraction {}

    /// Why there is no answer.
    enum Why {
        /// Nothing but blanks.
        EMPTY("empty"),
        /// Cut at the limit of tokens before an answer came.
        TRUNCATED("truncated"),
        /// Different final answers.
        CONTRADICTORY("contradictory"),
        /// Words, but no answer among them.
        NO_ANSWER("no-answer"),
        /// A reasoning block that does not end.
        UNCLOSED_REASONING("unclosed-reasoning");

        private final String text;

        Why(String text) {
            this.text = text;
        }

        /// As a score event says it.
        public String text() {
            return text;
        }
    }
}
