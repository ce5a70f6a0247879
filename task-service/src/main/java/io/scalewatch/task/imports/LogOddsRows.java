package io.scalewatch.task.imports;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.task.catalogue.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Log-odds tasks of the Inverse Scaling Prize: `prompt`, `other_prompt`, `classes` and `answer_index`. The
/// other prompt is the neutral control of the prompt's group, so that the log-odds of the two are compared in
/// pairs.
final class LogOddsRows implements RowFormat {

    private static final String CONTROL = "-control";

    private final Label label;

    /// @param label of the classes that are not the answer; TRAP where nothing is said
    LogOddsRows(Optional<Label> label) {
        this.label = label.orElse(Label.TRAP);
    }

    @Override
    public ParsedRow parse(String id, Fields fields) throws RowException {
        ClassRow row = ClassRow.of(fields);
        String other = fields.content("other_prompt");
        if (other.equals(row.prompt())) {
            throw new RowException("other_prompt is the prompt itself: there is nothing to compare it with");
        }
        AnswerSpec answer = answer(row.classes(), row.answer(), label);
        return new ParsedRow(
                List.of(
                        new Sample(id, List.of(Message.user(row.prompt())), id, false, Map.of(), answer),
                        new Sample(id + CONTROL, List.of(Message.user(other)), id, true, Map.of(), answer)),
                false);
    }

    /// What is compared by log-probability: the classes as they are written, in their order.
    static AnswerSpec answer(List<String> classes, int answer, Label label) {
        List<String> others = new ArrayList<>(classes);
        String target = others.remove(answer);
        return new AnswerSpec(
                AnswerKind.LOGPROB,
                List.of(target),
                classes,
                others.isEmpty() ? Map.of() : Map.of(label, others),
                Optional.empty());
    }
}
