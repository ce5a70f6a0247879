package io.scalewatch.task.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Label;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;

/// The answers of a row of Scalewatch's own: `target`, `choices`, `labels` and `tolerance`, as its kind
/// demands.
final class AnswerFields {

    private static final int LONGEST_EXPRESSION = 1_000;
    /// The time that a completion takes grows with the instructions that an expression makes.
    private static final int MOST_INSTRUCTIONS = 500;

    /// Of a longer completion the middle is not read, so a longer text could never be found in one.
    private static final int LONGEST_VERBATIM = 8_192;

    private final Fields row;
    private final AnswerKind kind;
    private final List<String> choices;

    AnswerFields(Fields row, AnswerKind kind) throws RowException {
        this.row = row;
        this.kind = kind;
        this.choices = choices();
    }

    AnswerSpec spec() throws RowException {
        List<String> targets = row.find("target").isPresent() ? values(row.require("target"), "target") : List.of();
        Map<Label, List<String>> labels = labels();
        if (targets.isEmpty() && labels.isEmpty()) {
            throw new RowException("target and labels are missing: no answer counts as anything");
        }
        for (Entry<Label, List<String>> label : labels.entrySet()) {
            if (label.getValue().stream().anyMatch(value -> targets.stream().anyMatch(t -> same(t, value)))) {
                throw new RowException("labels has the target as a wrong answer");
            }
        }
        return new AnswerSpec(kind, targets, choices, labels, tolerance());
    }

    private List<String> choices() throws RowException {
        boolean needed = kind == AnswerKind.CHOICE || kind == AnswerKind.LOGPROB;
        if (row.find("choices").isEmpty()) {
            if (needed) {
                throw new RowException("choices is missing: a sample of this kind needs them");
            }
            return List.of();
        }
        if (!needed) {
            throw new RowException("choices is there, but a sample of this kind has none");
        }
        if (!row.require("choices").isArray()) {
            throw new RowException("choices is not a list");
        }
        List<String> texts = row.contents("choices");
        if (kind == AnswerKind.CHOICE && (texts.size() < 2 || texts.size() > ClassAnswers.MOST_CHOICES)) {
            throw new RowException("choices has to have 2 to " + ClassAnswers.MOST_CHOICES);
        }
        if (texts.isEmpty()) {
            throw new RowException("choices is empty");
        }
        if (new HashSet<>(texts).size() < texts.size()) {
            throw new RowException("choices has the same one twice");
        }
        if (kind == AnswerKind.CHOICE) {
            ComparedAnswers.requireChoices(texts, "choices");
        }
        return texts;
    }

    private Map<Label, List<String>> labels() throws RowException {
        Map<Label, List<String>> labels = new EnumMap<>(Label.class);
        Optional<JsonNode> value = row.find("labels");
        if (value.isEmpty()) {
            return labels;
        }
        if (!value.get().isObject()) {
            throw new RowException("labels is not an object");
        }
        for (Entry<String, JsonNode> entry : value.get().properties()) {
            Label label = switch (entry.getKey()) {
                case "distractor" -> Label.DISTRACTOR;
                case "sycophantic" -> Label.SYCOPHANTIC;
                case "trap" -> Label.TRAP;
                default -> throw new RowException("labels has an unknown one: use distractor, sycophantic or trap");
            };
            List<String> values = values(entry.getValue(), "labels." + entry.getKey());
            if (!values.isEmpty()) {
                labels.put(label, values);
            }
        }
        return labels;
    }

    private List<String> values(JsonNode value, String field) throws RowException {
        List<String> values = new ArrayList<>();
        if (value.isArray()) {
            for (JsonNode item : value) {
                values.add(value(item, field));
            }
        } else {
            values.add(value(value, field));
        }
        return values;
    }

    private String value(JsonNode value, String field) throws RowException {
        return switch (kind) {
            case NUMBER -> Fields.number(value, field);
            case BOOLEAN ->
                value.isBoolean()
                        ? value.asText()
                        : ClassAnswers.polarity(Fields.content(value, field))
                                .orElseThrow(() -> new RowException(field + " is neither true nor false"));
            case CHOICE -> letter(Fields.content(value, field), field);
            case LOGPROB -> {
                String text = Fields.content(value, field);
                if (!choices.contains(text)) {
                    throw new RowException(field + " is none of the choices");
                }
                yield text;
            }
            case REGEX -> expression(Fields.content(value, field), field);
            case VERBATIM -> {
                String text = text(value, field);
                if (text.length() > LONGEST_VERBATIM) {
                    throw new RowException(field + " is longer than " + LONGEST_VERBATIM
                            + " characters, which is as much as is compared");
                }
                yield text;
            }
            case TEXT, ENDING -> text(value, field);
        };
    }

    private static String text(JsonNode value, String field) throws RowException {
        return value.isNumber() ? Fields.number(value, field) : Fields.content(value, field);
    }

    /// A letter is one of the choices, and so is the text of one.
    private String letter(String value, String field) throws RowException {
        if (ClassAnswers.isLetter(value) && value.charAt(0) - 'A' < choices.size()) {
            return value;
        }
        int place = choices.indexOf(value);
        if (place < 0) {
            throw new RowException(field + " is neither a choice nor the letter of one");
        }
        return ClassAnswers.letter(place);
    }

    private static String expression(String value, String field) throws RowException {
        if (value.length() > LONGEST_EXPRESSION) {
            throw new RowException(
                    field + " is a regular expression of more than " + LONGEST_EXPRESSION + " characters");
        }
        try {
            if (Pattern.compile(value.strip()).programSize() > MOST_INSTRUCTIONS) {
                throw new RowException(field + " is a regular expression that repeats too much: at most "
                        + MOST_INSTRUCTIONS + " instructions of RE2");
            }
        } catch (PatternSyntaxException e) {
            throw new RowException(field + " is not a regular expression of RE2: " + e.getDescription());
        }
        return value;
    }

    private Optional<Double> tolerance() throws RowException {
        if (row.find("tolerance").isEmpty()) {
            return Optional.empty();
        }
        if (kind != AnswerKind.NUMBER) {
            throw new RowException("tolerance is for samples of kind number");
        }
        double tolerance = Double.parseDouble(row.number("tolerance"));
        if (tolerance < 0) {
            throw new RowException("tolerance is negative");
        }
        return Optional.of(tolerance);
    }

    private boolean same(String target, String value) {
        return ComparedAnswers.form(kind, target).equals(ComparedAnswers.form(kind, value));
    }
}
