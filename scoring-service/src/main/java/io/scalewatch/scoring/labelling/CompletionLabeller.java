package io.scalewatch.scoring.labelling;

import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.scoring.extraction.AnswerExtractor;
import io.scalewatch.scoring.extraction.Extraction;
import io.scalewatch.scoring.extraction.StatedConfidence;
import io.scalewatch.scoring.extraction.Visible;
import java.util.Optional;

/// Labels what a model said.
public final class CompletionLabeller {

    /// Longer answers are shortened in the score: the completion itself keeps them.
    static final int LONGEST_EXTRACT = 500;

    /// @throws UnscorableException if the specification can't be used
    public Verdict label(AnswerSpec spec, String completion, Optional<FinishReason> finish) throws UnscorableException {
        if (!AnswerExtractor.supports(spec.kind())) {
            throw new UnscorableException("no text tells an answer of kind " + spec.kind());
        }
        AnswerKey key = AnswerKey.of(spec);
        boolean truncated = finish.filter(FinishReason.LENGTH::equals).isPresent();
        Visible visible = Visible.of(completion);
        Optional<Double> confidence = StatedConfidence.find(visible);
        return switch (new AnswerExtractor(spec).extract(visible, truncated)) {
            case Extraction.Found found ->
                new Verdict(
                        key.labelOf(found.value()),
                        Optional.of(shortened(found.value())),
                        Optional.of(found.span()),
                        Optional.of(found.rule()),
                        Optional.empty(),
                        confidence);
            case Extraction.Refused refused ->
                new Verdict(
                        Label.REFUSED,
                        Optional.empty(),
                        Optional.of(refused.span()),
                        Optional.of("refusal"),
                        Optional.empty(),
                        confidence);
            case Extraction.Nothing nothing ->
                finish.filter(FinishReason.CONTENT_FILTER::equals).isPresent()
                        ? new Verdict(
                                Label.REFUSED,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("content-filter"),
                                Optional.empty(),
                                confidence)
                        : new Verdict(
                                Label.UNPARSED,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(nothing.why().text()),
                                confidence);
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
