package io.scalewatch.task.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.SubQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Makes rows of samples: the fields that [RowFormat] reads. Whether a row says all that its samples have is
/// for [TaskExport] to find out, by reading it.
final class RowWriter {

    private RowWriter() {}

    /// How many samples a row has: a log-odds row is a prompt and its control.
    static int samplesPerRow(TaskFormat format) {
        return format == TaskFormat.LOGODDS || format == TaskFormat.ABSOLUTE_LOGODDS ? 2 : 1;
    }

    /// @param samples as many as a row has
    static ObjectNode row(TaskFormat format, List<Sample> samples, boolean heldOut) {
        Sample sample = samples.getFirst();
        return switch (format) {
            case SCALEWATCH -> own(sample, heldOut);
            case INVERSE_SCALING_PRIZE -> {
                Classes classes = classes(sample.answer());
                yield prompt(sample).put("classes", python(classes.names())).put("answer_index", classes.answer());
            }
            case LOGODDS, ABSOLUTE_LOGODDS ->
                prompt(sample)
                        .put("other_prompt", text(samples.getLast()))
                        .put("classes", python(sample.answer().choices()))
                        .put(
                                "answer_index",
                                sample.answer()
                                        .choices()
                                        .indexOf(first(sample.answer().targets())));
            case SEQUENCE_PROBABILITY ->
                prompt(sample).put("completion", first(sample.answer().targets()));
            case NUMERIC ->
                prompt(sample)
                        .put("true_answer", first(sample.answer().targets()))
                        .put("anchor", first(wrong(sample.answer())));
            case MODEL_WRITTEN_EVALS -> matching(sample);
            case LM_EVALUATION_HARNESS -> document(sample);
        };
    }

    private static ObjectNode own(Sample sample, boolean heldOut) {
        ObjectNode row = Json.mapper().createObjectNode();
        AnswerSpec answer = sample.answer();
        row.put("id", sample.id());
        if (sample.input().size() == 1 && sample.input().getFirst().role() == Message.Role.USER) {
            row.put("input", text(sample));
        } else {
            ArrayNode turns = row.putArray("input");
            for (Message turn : sample.input()) {
                turns.addObject()
                        .put("role", turn.role().name().toLowerCase(Locale.ROOT))
                        .put("content", turn.content());
            }
        }
        row.put("kind", answer.kind().name().toLowerCase(Locale.ROOT));
        texts(row, "target", answer.targets());
        texts(row, "choices", answer.choices());
        if (!answer.labels().isEmpty()) {
            ObjectNode labels = row.putObject("labels");
            answer.labels()
                    .forEach((label, values) -> texts(labels, label.name().toLowerCase(Locale.ROOT), values));
        }
        answer.tolerance().ifPresent(tolerance -> row.put("tolerance", tolerance));
        if (!sample.group().equals(sample.id())) {
            row.put("group", sample.group());
        }
        if (sample.control()) {
            row.put("control", true);
        }
        if (!sample.dials().isEmpty()) {
            ObjectNode dials = row.putObject("dials");
            new TreeMap<>(sample.dials()).forEach(dials::put);
        }
        if (!sample.steps().isEmpty()) {
            ArrayNode steps = row.putArray("steps");
            for (SubQuestion step : sample.steps()) {
                steps.addObject().put("question", step.question()).put("answer", step.answer());
            }
        }
        if (heldOut) {
            row.put("heldOut", true);
        }
        if (!sample.metadata().isEmpty()) {
            try {
                row.set("metadata", Json.mapper().readTree(sample.metadata()));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("metadata is always JSON", e);
            }
        }
        return row;
    }

    private static ObjectNode prompt(Sample sample) {
        return Json.mapper().createObjectNode().put("prompt", text(sample));
    }

    /// @param answer the place of the right one
    private record Classes(List<String> names, int answer) {}

    private static Classes classes(AnswerSpec answer) {
        List<String> values = new ArrayList<>(answer.targets());
        values.addAll(wrong(answer));
        List<String> names = switch (answer.kind()) {
            case CHOICE -> letters(answer.choices().size());
            case BOOLEAN -> List.of("Yes", "No");
            case NUMBER, TEXT, VERBATIM, ENDING, REGEX, LOGPROB -> values;
        };
        String target = first(answer.targets());
        int place = answer.kind() == AnswerKind.BOOLEAN ? target.equals("true") ? 0 : 1 : names.indexOf(target);
        return new Classes(names.stream().map(name -> " " + name).toList(), place);
    }

    private static ObjectNode matching(Sample sample) {
        AnswerSpec answer = sample.answer();
        String match = first(wrong(answer));
        ObjectNode row = Json.mapper().createObjectNode().put("question", text(sample));
        if (answer.kind() == AnswerKind.BOOLEAN) {
            return row.put("answer_matching_behavior", match.equals("true") ? " Yes" : " No")
                    .put("answer_not_matching_behavior", match.equals("true") ? " No" : " Yes");
        }
        List<String> others = letters(answer.choices().size()).stream()
                .filter(letter -> !letter.equals(match))
                .map(letter -> " (" + letter + ")")
                .toList();
        row.put("answer_matching_behavior", " (" + match + ")");
        texts(row, "answer_not_matching_behavior", others);
        return row;
    }

    /// The fields that the templates of [ManifestWriter] ask for.
    private static ObjectNode document(Sample sample) {
        AnswerSpec answer = sample.answer();
        ObjectNode row = prompt(sample);
        if (HarnessOutput.of(answer) != HarnessTask.Output.MULTIPLE_CHOICE) {
            texts(row, "target", answer.targets());
            return row;
        }
        Classes classes = classes(answer);
        List<String> choices = answer.kind() == AnswerKind.CHOICE
                ? answer.choices()
                : classes.names().stream().map(String::strip).toList();
        ArrayNode list = row.putArray("choices");
        choices.forEach(list::add);
        return row.put("target", classes.answer());
    }

    private static void texts(ObjectNode row, String field, List<String> texts) {
        if (texts.size() == 1 && !field.equals("choices")) {
            row.put(field, texts.getFirst());
        } else if (!texts.isEmpty()) {
            ArrayNode list = row.putArray(field);
            texts.forEach(list::add);
        }
    }

    private static String text(Sample sample) {
        return sample.input().getLast().content();
    }

    private static String first(List<String> values) {
        return values.isEmpty() ? "" : values.getFirst();
    }

    private static List<String> wrong(AnswerSpec answer) {
        return answer.labels().values().stream().flatMap(List::stream).toList();
    }

    private static List<String> letters(int count) {
        return IntStream.range(0, count).mapToObj(ClassAnswers::letter).toList();
    }

    static String python(JsonNode list) {
        List<String> items = new ArrayList<>();
        list.forEach(item -> items.add(item.asText()));
        return python(items);
    }

    /// As `repr` writes a list.
    private static String python(List<String> items) {
        return items.stream()
                .map(item -> "'"
                        + item.replace("\\", "\\\\")
                                .replace("'", "\\'")
                                .replace("\n", "\\n")
                                .replace("\r", "\\r")
                        + "'")
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
