package io.scalewatch.scoring.labelling;

import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.scoring.extraction.AnswerExtractor;
import io.scalewatch.scoring.extraction.Extraction;
import java.util.Optional;

/// Labels what a model said.
public final class CompletionLabeller {

    /// Longer answers are shortened in the score: the completion itself keeps them.
    static final int LONGEST_EXTRACT = 500;

    /// @throws UnscorableException if the specification can't be used
    public Verdict label(AnswerSpec spec, String completion, Optional<FinishReason> finish) throws UnscorableException {
        AnswerKey key = AnswerKey.of(spec);
        boolean truncated = finish.filter(FinishReason.LENGTH::equals).isPresent();
        return switch (new AnswerExtractor(spec).extract(completion, truncated)) {
            case Extraction.Found found ->
                new Verdict(
                        key.labelOf(found.value()),
                        Optional.of(shortened(found.value())),
                        Optional.of(found.span()),
                        Optional.of(found.rule()),
                        Optional.empty());
            case Extraction.Refused refused ->
                new Verdict(
                        Label.REFUSED,
                        Optional.empty(),
                        Optional.of(refused.span()),
                        Optional.of("refusal"),
                        Optional.empty());
            case Extraction.Nothing nothing ->
                finish.filter(FinishReason.CONTENT_FILTER::equals).isPresent()
                        ? new Verdict(
                                Label.REFUSED,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("content-filter"),
                                Optional.empty())
                        : new Verdict(
                                Label.UNPARSED,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(nothing.why().text()));
        };
    }

    private static String shortened(String value) {
        if (value.length() <= LONGEST_EXTRACT) {
            return value;
        }
        // Not between the halves of a character outside of the basic plane.
        int end = Character.isHighSurrogate(value.charAt(LONGEST_EXTRACT - 1)) ? LONGEST_EXTRACT - 1 : LONGEST_EXTRACT;
        return value.substring(0, end);
    }
}
