package io.scalewatch.task.imports;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.task.catalogue.Sample;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Numeric tasks of the Inverse Scaling Prize: `prompt`, `true_answer` and `anchor`, the number that leads
/// astray.
final class NumericRows implements RowFormat {

    private final Label label;

    /// @param label of the anchor; DISTRACTOR where nothing is said
    NumericRows(Optional<Label> label) {
        this.label = label.orElse(Label.DISTRACTOR);
    }

    @Override
    public ParsedRow parse(String id, Fields row) throws RowException {
        String prompt = row.content("prompt");
        String target = row.number("true_answer");
        String anchor = row.number("anchor");
        if (new BigDecimal(target).compareTo(new BigDecimal(anchor)) == 0) {
            throw new RowException("anchor is the true answer: whoever gives it can't be told from who was led astray");
        }
        return ParsedRow.of(new Sample(
                id,
                List.of(Message.user(prompt)),
                id,
                false,
                Map.of(),
                new AnswerSpec(AnswerKind.NUMBER, List.of(target), Map.of(label, List.of(anchor)))));
    }
}
