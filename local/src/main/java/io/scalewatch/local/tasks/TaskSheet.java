package io.scalewatch.local.tasks;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskDefinition;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.catalogue.Variant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A task with some of its samples, as a model is asked them under a variant.
///
/// @param version content hash of all samples
@JsonPropertyOrder({"task", "version", "variant", "samples"})
record TaskSheet(@JsonUnwrapped TaskSummary task, String version, String variant, List<Asked> samples) {

    private static final int WIDTH = 100;
    private static final String INDENT = "    ";

    /// A sample and what a model reads of it.
    @JsonPropertyOrder({"id", "group", "control", "dials", "messages", "answer"})
    record Asked(
            String id,
            String group,
            boolean control,
            Map<String, Double> dials,
            List<Message> messages,
            AnswerSpec answer) {}

    static TaskSheet of(TaskDefinition definition, TaskVersion version, Variant variant, int shown) {
        return new TaskSheet(
                TaskSummary.of(definition),
                version.version(),
                variant.id(),
                version.samples().stream()
                        .limit(shown)
                        .map(sample -> asked(version, variant, sample))
                        .toList());
    }

    private static Asked asked(TaskVersion task, Variant variant, Sample sample) {
        return new Asked(
                sample.id(),
                sample.group(),
                sample.control(),
                new TreeMap<>(sample.dials()),
                variant.messages(task, sample),
                sample.answer());
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                task.name() + ": " + task.mechanismName() + ", answers of kind " + task.kindName() + ", provokes "
                        + task.labelNames());
        line(text, "");
        wrapped(task.description()).forEach(part -> line(text, part));
        task.dials().forEach(dial -> line(text, "Dial " + dial.name() + ": " + dial.meaning() + "."));
        line(text, "");
        line(text, "Version " + version + ", variant " + variant + ".");
        for (Asked sample : samples) {
            sample(text, sample);
        }
        return text.toString();
    }

    private static void sample(StringBuilder text, Asked sample) {
        String dials = sample.dials().entrySet().stream()
                .map(dial -> ", " + dial.getKey() + " " + plain(dial.getValue()))
                .collect(Collectors.joining());
        line(text, "");
        line(text, "-- " + sample.id() + (sample.control() ? ", control" : "") + dials);
        for (Message message : sample.messages()) {
            line(text, message.role().name().toLowerCase(Locale.ROOT) + ":");
            message.content()
                    .lines()
                    .flatMap(part -> wrapped(part).stream())
                    .forEach(part -> line(text, part.isEmpty() ? "" : INDENT + part));
        }
        AnswerSpec answer = sample.answer();
        line(text, "right: " + (answer.targets().isEmpty() ? "nothing" : spoken(answer, answer.targets())));
        answer.labels()
                .forEach((label, values) ->
                        wrapped(label + ": " + spoken(answer, values)).forEach(part -> line(text, part)));
    }

    /// Letters with their choices, yes and no for true and false.
    private static String spoken(AnswerSpec answer, List<String> values) {
        String separator = answer.kind() == AnswerKind.NUMBER ? ", " : " | ";
        return values.stream()
                .map(value -> switch (answer.kind()) {
                    case CHOICE -> value + " (" + answer.choices().get(value.charAt(0) - 'A') + ")";
                    case BOOLEAN -> value.equals("true") ? "yes" : "no";
                    case NUMBER, TEXT, VERBATIM, ENDING, REGEX, LOGPROB -> value;
                })
                .collect(Collectors.joining(separator));
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /// Broken between words.
    private static List<String> wrapped(String paragraph) {
        StringBuilder lines = new StringBuilder();
        int column = 0;
        for (String word : paragraph.split(" ", -1)) {
            boolean breaks = column > 0 && column + 1 + word.length() > WIDTH;
            lines.append(column == 0 ? "" : breaks ? "\n" : " ").append(word);
            column = breaks ? word.length() : column + (column == 0 ? 0 : 1) + word.length();
        }
        return List.of(lines.toString().split("\n", -1));
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
