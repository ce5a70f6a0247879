package io.scalewatch.task.imports;

import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.task.catalogue.Sample;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Classification tasks of the Inverse Scaling Prize: `prompt`, `classes` (a string that holds a Python list
/// literal) and `answer_index`; other fields, such as `part` and `round`, are ignored. The classes that are not
/// the answer are what the task was built to provoke.
final class ClassificationRows implements RowFormat {

    private final Label label;
    private int alike;

    /// @param label of the classes that are not the answer; TRAP where nothing is said
    ClassificationRows(Optional<Label> label) {
        this.label = label.orElse(Label.TRAP);
    }

    @Override
    public ParsedRow parse(String id, Fields fields) throws RowException {
        ClassRow row = ClassRow.of(fields);
        AnswerSpec answer =
                ComparedAnswers.distinct(ClassAnswers.of(row.prompt(), row.names(), row.answer(), label), "classes");
        alike += ComparedAnswers.hasAlikeEndings(answer) ? 1 : 0;
        return ParsedRow.of(new Sample(id, List.of(Message.user(row.prompt())), id, false, Map.of(), answer));
    }

    @Override
    public List<String> remarks() {
        return ComparedAnswers.remark(alike);
    }
}
