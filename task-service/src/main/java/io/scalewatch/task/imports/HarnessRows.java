package io.scalewatch.task.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
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

/// Documents of any fields, and the templates that make prompts of them. Choices that are letters, yes and no,
/// or numbers are read as such; others are lettered, and added to the prompt where it does not show them.
final class HarnessRows implements RowFormat {

    private final HarnessTask task;
    private final Label label;
    private int lettered;

    /// @param label of the choices that are not the target; TRAP where nothing is said
    HarnessRows(HarnessTask task, Optional<Label> label) {
        this.task = task;
        this.label = label.orElse(Label.TRAP);
    }

    @Override
    public ParsedRow parse(String id, Fields row) throws RowException {
        ObjectNode document = row.row();
        String prompt = task.description() + Fields.content(printed(task.text().apply(document)), "doc_to_text");
        JsonNode target = task.target().apply(document);
        return switch (task.output()) {
            case MULTIPLE_CHOICE -> choice(id, prompt, target, document);
            case GENERATE_UNTIL -> ParsedRow.of(sample(id, prompt, generated(target)));
            case LOGLIKELIHOOD ->
                ParsedRow.of(sample(
                        id,
                        prompt,
                        LogOddsRows.answer(List.of(Fields.content(printed(target), "doc_to_target")), 0, Label.TRAP)));
        };
    }

    @Override
    public List<String> remarks() {
        return ShownChoices.remark(lettered);
    }

    private ParsedRow choice(String id, String prompt, JsonNode target, ObjectNode document) throws RowException {
        List<String> choices = choices(document);
        int answer = place(target, choices);
        AnswerSpec spec = ClassAnswers.of(prompt, choices, answer, label);
        if (spec.kind() != AnswerKind.ENDING) {
            return ParsedRow.of(sample(id, prompt, ComparedAnswers.distinct(spec, "doc_to_choice")));
        }
        if (choices.size() > ClassAnswers.MOST_CHOICES) {
            throw new RowException("doc_to_choice has more than " + ClassAnswers.MOST_CHOICES);
        }
        ComparedAnswers.requireChoices(choices, "doc_to_choice");
        List<Message> turns = List.of(Message.user(prompt));
        if (!ShownChoices.isShown(turns, choices)) {
            turns = ShownChoices.appended(turns, choices);
            lettered++;
        }
        List<String> others = new ArrayList<>();
        for (int place = 0; place < choices.size(); place++) {
            if (place != answer) {
                others.add(ClassAnswers.letter(place));
            }
        }
        AnswerSpec letters = new AnswerSpec(
                AnswerKind.CHOICE,
                List.of(ClassAnswers.letter(answer)),
                choices,
                Map.of(label, others),
                Optional.empty());
        return ParsedRow.of(new Sample(id, turns, id, false, Map.of(), letters));
    }

    private List<String> choices(ObjectNode document) throws RowException {
        JsonNode value = task.choices()
                .orElseThrow(() -> new IllegalStateException("multiple choice has choices"))
                .apply(document);
        if (!value.isArray()) {
            throw new RowException("doc_to_choice is not a list");
        }
        List<String> choices = new ArrayList<>();
        for (JsonNode item : value) {
            choices.add(Fields.content(printed(item), "doc_to_choice").strip());
        }
        if (choices.size() < 2) {
            throw new RowException("doc_to_choice needs at least two");
        }
        if (new HashSet<>(choices).size() < choices.size()) {
            throw new RowException("doc_to_choice has the same one twice");
        }
        return choices;
    }

    /// A number is the place of a choice, and so is a text that is none of them.
    private static int place(JsonNode target, List<String> choices) throws RowException {
        int place = target.isTextual() ? choices.indexOf(target.textValue().strip()) : -1;
        boolean number = target.isIntegralNumber()
                || place < 0 && target.isTextual() && target.textValue().strip().matches("\\d{1,3}");
        if (number) {
            place = target.isIntegralNumber()
                    ? target.canConvertToInt() ? target.intValue() : -1
                    : Integer.parseInt(target.textValue().strip());
        }
        if (place < 0 || place >= choices.size()) {
            throw new RowException("doc_to_target is none of the " + choices.size() + " choices");
        }
        return place;
    }

    private static AnswerSpec generated(JsonNode target) throws RowException {
        List<String> targets = new ArrayList<>();
        if (target.isArray()) {
            for (JsonNode item : target) {
                targets.add(Fields.content(printed(item), "doc_to_target").strip());
            }
        } else {
            targets.add(Fields.content(printed(target), "doc_to_target").strip());
        }
        if (targets.isEmpty()) {
            throw new RowException("doc_to_target is empty");
        }
        if (targets.stream().allMatch(Fields::isNumber)) {
            return new AnswerSpec(AnswerKind.NUMBER, targets, Map.of());
        }
        Optional<String> polarity = targets.size() == 1 ? ClassAnswers.polarity(targets.getFirst()) : Optional.empty();
        return polarity.map(value -> new AnswerSpec(AnswerKind.BOOLEAN, List.of(value), Map.of()))
                .orElseGet(() -> new AnswerSpec(AnswerKind.TEXT, targets, Map.of()));
    }

    /// Numbers and booleans as texts.
    private static JsonNode printed(JsonNode value) {
        return value.isNumber() || value.isBoolean() ? TextNode.valueOf(TemplateExpression.printed(value)) : value;
    }

    private static Sample sample(String id, String prompt, AnswerSpec answer) {
        return new Sample(id, List.of(Message.user(prompt)), id, false, Map.of(), answer);
    }
}
