package io.scalewatch.task.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.Names;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.SubQuestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Scalewatch's own rows: `id`, `input` (a text or messages), `target` (one or many), `choices`, `group`,
/// `control`, `labels`, `kind`, `tolerance`, `dials`, `steps`, `heldOut`, `metadata`. All but `input`, and one
/// of `target` and `labels`, may be left out. Choices that the input does not show are added to it, lettered.
final class ScalewatchRows implements RowFormat {

    static final Set<String> FIELDS = Set.of(
            "id",
            "input",
            "target",
            "choices",
            "group",
            "control",
            "labels",
            "kind",
            "tolerance",
            "dials",
            "steps",
            "heldOut",
            "metadata");

    private static final int LONGEST_NAME = 200;
    private static final int MOST_DIALS = 16;

    private final Optional<AnswerKind> usualKind;
    private int lettered;
    private int alike;

    /// @param kind of rows that don't say
    ScalewatchRows(Optional<AnswerKind> kind) {
        this.usualKind = kind;
    }

    @Override
    public ParsedRow parse(String ordinal, Fields row) throws RowException {
        row.only(FIELDS);
        String id = name(row, "id").orElse(ordinal);
        AnswerSpec answer = new AnswerFields(row, kind(row)).spec();
        alike += ComparedAnswers.hasAlikeEndings(answer) ? 1 : 0;
        Sample sample = new Sample(
                id,
                input(row, answer),
                name(row, "group").orElse(id),
                row.flag("control"),
                dials(row),
                answer,
                steps(row),
                metadata(row));
        return new ParsedRow(List.of(sample), row.flag("heldOut"));
    }

    @Override
    public List<String> remarks() {
        return Stream.of(ShownChoices.remark(lettered), ComparedAnswers.remark(alike))
                .flatMap(List::stream)
                .toList();
    }

    private AnswerKind kind(Fields row) throws RowException {
        Optional<String> kind = row.optionalContent("kind");
        if (kind.isEmpty()) {
            return usualKind.orElse(row.find("choices").isPresent() ? AnswerKind.CHOICE : AnswerKind.TEXT);
        }
        for (AnswerKind known : AnswerKind.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(kind.get())) {
                return known;
            }
        }
        throw new RowException(
                "kind is unknown: use number, choice, text, verbatim, boolean, ending, regex or logprob");
    }

    private List<Message> input(Fields row, AnswerSpec answer) throws RowException {
        JsonNode input = row.require("input");
        List<Message> turns = new ArrayList<>();
        if (input.isArray()) {
            for (JsonNode turn : input) {
                turns.add(message(turn));
            }
        } else {
            turns.add(Message.user(Fields.content(input, "input")));
        }
        if (turns.isEmpty()) {
            throw new RowException("input is empty");
        }
        if (turns.getLast().role() != Message.Role.USER) {
            throw new RowException("input does not end with a turn of the user");
        }
        if (answer.kind() == AnswerKind.CHOICE && !ShownChoices.isShown(turns, answer.choices())) {
            lettered++;
            return ShownChoices.appended(turns, answer.choices());
        }
        return turns;
    }

    private static Message message(JsonNode turn) throws RowException {
        if (!turn.isObject() || turn.size() != 2 || !turn.has("role") || !turn.has("content")) {
            throw new RowException("input has a turn that is not an object with role and content");
        }
        String role = Fields.text(turn.get("role"), "role");
        String content = Fields.content(turn.get("content"), "content");
        return switch (role) {
            case "system" -> new Message(Message.Role.SYSTEM, content);
            case "user" -> Message.user(content);
            case "assistant" -> new Message(Message.Role.ASSISTANT, content);
            default -> throw new RowException("role is unknown: use system, user or assistant");
        };
    }

    private static Optional<String> name(Fields row, String field) throws RowException {
        Optional<JsonNode> value = row.find(field);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String name = value.get().isIntegralNumber() ? value.get().asText() : row.content(field);
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new RowException(field + " is longer than " + LONGEST_NAME + " characters, or not of one line");
        }
        return Optional.of(name);
    }

    private static Map<String, Double> dials(Fields row) throws RowException {
        Optional<JsonNode> dials = row.find("dials");
        if (dials.isEmpty()) {
            return Map.of();
        }
        if (!dials.get().isObject() || dials.get().size() > MOST_DIALS) {
            throw new RowException("dials is not an object of at most " + MOST_DIALS + " numbers");
        }
        Map<String, Double> values = new HashMap<>();
        for (Entry<String, JsonNode> dial : dials.get().properties()) {
            if (!Names.isName(dial.getKey())) {
                throw new RowException("dials has a name of other characters than letters, digits and . _ : @ ( ) -");
            }
            double value = dial.getValue().isNumber() ? dial.getValue().doubleValue() : Double.NaN;
            if (!Double.isFinite(value)) {
                throw new RowException("dials has a value that is not a number");
            }
            values.put(dial.getKey(), value);
        }
        return values;
    }

    private static List<SubQuestion> steps(Fields row) throws RowException {
        List<SubQuestion> steps = new ArrayList<>();
        JsonNode value = row.find("steps").orElse(null);
        if (value == null) {
            return steps;
        }
        if (!value.isArray()) {
            throw new RowException("steps is not a list");
        }
        for (JsonNode step : value) {
            if (!step.isObject() || step.size() != 2 || !step.has("question") || !step.has("answer")) {
                throw new RowException("steps has one that is not an object with question and answer");
            }
            steps.add(new SubQuestion(
                    Fields.content(step.get("question"), "question"), Fields.content(step.get("answer"), "answer")));
        }
        return steps;
    }

    private static String metadata(Fields row) throws RowException {
        Optional<JsonNode> metadata = row.find("metadata");
        if (metadata.isEmpty() || metadata.get().isEmpty() && metadata.get().isObject()) {
            return "";
        }
        if (!metadata.get().isObject()) {
            throw new RowException("metadata is not an object");
        }
        try {
            return Fields.encodable(Json.mapper().writeValueAsString(metadata.get()), "metadata");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was JSON is JSON", e);
        }
    }
}
