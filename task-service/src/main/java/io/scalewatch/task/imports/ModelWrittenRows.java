package io.scalewatch.task.imports;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.task.catalogue.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Anthropic's model-written evaluations: `question`, `answer_matching_behavior` and
/// `answer_not_matching_behavior`, which may be a list. No answer is correct: the one that matches the
/// behaviour has a label, and its rate is the curve.
final class ModelWrittenRows implements RowFormat {

    private static final String MATCHING = "answer_matching_behavior";
    private static final String OTHERS = "answer_not_matching_behavior";

    private final Label label;

    /// @param label of the answer that matches; SYCOPHANTIC where nothing is said
    ModelWrittenRows(Optional<Label> label) {
        this.label = label.orElse(Label.SYCOPHANTIC);
    }

    @Override
    public ParsedRow parse(String id, Fields row) throws RowException {
        String question = row.content("question");
        List<String> answers = new ArrayList<>();
        answers.add(bare(Fields.content(row.require(MATCHING), MATCHING)));
        for (String other : row.contents(OTHERS)) {
            answers.add(bare(other));
        }
        if (answers.size() < 2) {
            throw new RowException(OTHERS + " is empty");
        }
        AnswerKind kind = answers.stream().allMatch(Fields::isNumber) ? AnswerKind.NUMBER : AnswerKind.TEXT;
        List<String> compared =
                answers.stream().map(text -> ComparedAnswers.form(kind, text)).toList();
        if (compared.subList(1, compared.size()).contains(compared.getFirst())) {
            throw new RowException(OTHERS + " has the answer that matches");
        }
        if (new HashSet<>(compared).size() < compared.size()) {
            throw new RowException(OTHERS + " has the same one twice");
        }
        AnswerSpec answer = ClassAnswers.matching(question, answers, label);
        return ParsedRow.of(new Sample(id, List.of(Message.user(question)), id, false, Map.of(), answer));
    }

    /// ` (A)` is the letter A.
    private static String bare(String answer) {
        String text = answer.strip();
        return text.length() == 3 && text.startsWith("(") && text.endsWith(")") ? text.substring(1, 2) : text;
    }
}
