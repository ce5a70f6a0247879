package io.scalewatch.local.label;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.scoring.labelling.CompletionLabeller;
import io.scalewatch.scoring.labelling.UnscorableException;
import io.scalewatch.scoring.labelling.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A completion with what counts as which answer, as a line of JSON, and the same line with its label.
final class LabelledLine {

    private static final ObjectReader STRICT =
            Json.mapper().readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    /// Escaped, because a terminal's encoding may not know what the completion holds.
    private static final ObjectWriter WRITER = Json.mapper().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);
    private static final List<String> RESULT = List.of("label", "extracted", "rule", "span", "why");
    private static final CompletionLabeller LABELLER = new CompletionLabeller();

    private final ObjectNode object;
    private final AnswerSpec spec;
    private final String completion;
    private final Verdict verdict;

    private LabelledLine(ObjectNode object, AnswerSpec spec, String completion, Verdict verdict) {
        this.object = object;
        this.spec = spec;
        this.completion = completion;
        this.verdict = verdict;
    }

    /// @param line a JSON object with `kind`, `target`, `choices`, `labels`, `tolerance`, `completion` and
    /// `finish`
    static LabelledLine of(String line) throws LineException {
        ObjectNode object = parse(line);
        AnswerSpec spec = spec(object);
        String completion = Optional.ofNullable(object.get("completion"))
                .filter(JsonNode::isTextual)
                .orElseThrow(() -> new LineException(
                        "the text \"completion\" is missing", "give what the model said, \"\" if nothing"))
                .textValue();
        try {
            Verdict verdict = LABELLER.label(spec, completion, finish(object));
            return new LabelledLine(object, spec, completion, verdict);
        } catch (UnscorableException e) {
            throw new LineException(e.getMessage(), "correct the target, the choices or the labels");
        }
    }

    private static ObjectNode parse(String line) throws LineException {
        try {
            if (STRICT.readValue(line) instanceof ObjectNode object) {
                return object;
            }
            throw new LineException("the line is no JSON object", "give one object a line");
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "" : " (column " + e.getLocation().getColumnNr() + ")";
            throw new LineException("the line is no JSON" + place, "give one object a line");
        }
    }

    private static AnswerSpec spec(ObjectNode object) throws LineException {
        AnswerKind kind = named(AnswerKind.values(), object.path("kind"), "kind", kinds -> kinds != AnswerKind.LOGPROB);
        Map<Label, List<String>> labels = new EnumMap<>(Label.class);
        JsonNode listed = object.path("labels");
        if (!listed.isMissingNode() && !listed.isNull() && !listed.isObject()) {
            throw new LineException("\"labels\" is no object", "give the wrong answers by their label");
        }
        for (Map.Entry<String, JsonNode> entry : listed.properties()) {
            Label label = named(Label.values(), entry.getKey(), "label", Label::isAnswer);
            labels.put(label, values(entry.getValue(), "labels." + entry.getKey()));
        }
        List<String> choices = values(object.path("choices"), "choices");
        return new AnswerSpec(kind, values(object.path("target"), "target"), choices, labels, tolerance(object));
    }

    private static Optional<Double> tolerance(ObjectNode object) throws LineException {
        JsonNode tolerance = object.path("tolerance");
        if (tolerance.isMissingNode() || tolerance.isNull()) {
            return Optional.empty();
        }
        if (!tolerance.isNumber() || tolerance.doubleValue() < 0) {
            throw new LineException(
                    "\"tolerance\" is no number of 0 or more", "give the largest difference that matches");
        }
        return Optional.of(tolerance.doubleValue());
    }

    private static Optional<FinishReason> finish(ObjectNode object) throws LineException {
        JsonNode finish = object.path("finish");
        return finish.isMissingNode() || finish.isNull()
                ? Optional.of(FinishReason.STOP)
                : Optional.of(named(FinishReason.values(), finish, "finish", reason -> true));
    }

    private static <E extends Enum<E>> E named(E[] values, JsonNode name, String field, Predicate<E> allowed)
            throws LineException {
        if (!name.isTextual()) {
            throw new LineException("the text \"" + field + "\" is missing", "give one of " + names(values, allowed));
        }
        return named(values, name.textValue(), field, allowed);
    }

    private static <E extends Enum<E>> E named(E[] values, String name, String field, Predicate<E> allowed)
            throws LineException {
        for (E value : values) {
            if (allowed.test(value) && name(value).equalsIgnoreCase(name.replace('_', '-'))) {
                return value;
            }
        }
        throw new LineException("there is no " + field + " " + name, "give one of " + names(values, allowed));
    }

    private static <E extends Enum<E>> String names(E[] values, Predicate<E> allowed) {
        return Arrays.stream(values).filter(allowed).map(LabelledLine::name).collect(Collectors.joining(", "));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// One value or many: texts, numbers, or true and false.
    private static List<String> values(JsonNode node, String field) throws LineException {
        List<String> values = new ArrayList<>();
        if (node.isMissingNode() || node.isNull()) {
            return values;
        }
        for (JsonNode value : node.isArray() ? node : List.of(node)) {
            if (!value.isValueNode() || value.isNull()) {
                throw new LineException("\"" + field + "\" holds no plain value", "give a text or a list of texts");
            }
            values.add(value.asText());
        }
        return values;
    }

    AnswerSpec spec() {
        return spec;
    }

    String completion() {
        return completion;
    }

    /// What the completion answers, where the line says it.
    Optional<String> question() {
        return Optional.ofNullable(object.path("question").textValue());
    }

    /// The rules' label.
    Label label() {
        return verdict.label();
    }

    /// The label that a person has given, where the line has it as `expected`.
    Optional<Label> expected() throws LineException {
        JsonNode expected = object.path("expected");
        return expected.isMissingNode() || expected.isNull()
                ? Optional.empty()
                : Optional.of(named(Label.values(), expected, "expected", label -> true));
    }

    /// The object with `label`, `extracted`, `rule`, `span` and `why`, those left out that it has not.
    String json() throws LineException {
        return json(Map.of());
    }

    /// @param more fields of text that it gets beside these
    String json(Map<String, String> more) throws LineException {
        object.remove(RESULT);
        object.put("label", verdict.label().name());
        verdict.extracted().ifPresent(extracted -> object.put("extracted", extracted));
        verdict.rule().ifPresent(rule -> object.put("rule", rule));
        verdict.span().ifPresent(span -> object.set("span", Json.mapper().valueToTree(span)));
        verdict.why().ifPresent(why -> object.put("why", why));
        more.forEach(object::put);
        try {
            return WRITER.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new LineException("the line can't be written: " + e.getOriginalMessage(), "give one object a line");
        }
    }
}
