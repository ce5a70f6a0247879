package io.scalewatch.local.tasks;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Message;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A sample and what a model reads of it.
@JsonPropertyOrder({"id", "group", "control", "dials", "messages", "answer"})
public record AskedSample(
        String id,
        String group,
        boolean control,
        Map<String, Double> dials,
        List<Message> messages,
        AnswerSpec answer) {

    private static final int WIDTH = 100;
    private static final String INDENT = "    ";

    /// For people.
    public String text() {
        StringBuilder text = new StringBuilder();
        String values = dials.entrySet().stream()
                .map(dial -> ", " + dial.getKey() + " " + plain(dial.getValue()))
                .collect(Collectors.joining());
        line(text, "");
        line(text, "-- " + id + (control ? ", control" : "") + values);
        for (Message message : messages) {
            line(text, message.role().name().toLowerCase(Locale.ROOT) + ":");
            message.content()
                    .lines()
                    .flatMap(part -> wrapped(part).stream())
                    .forEach(part -> line(text, part.isEmpty() ? "" : INDENT + part));
        }
        line(text, "right: " + (answer.targets().isEmpty() ? "nothing" : spoken(answer.targets())));
        answer.labels()
                .forEach((label, wrong) -> wrapped(label + ": " + spoken(wrong)).forEach(part -> line(text, part)));
        return text.toString();
    }

    /// Letters with their choices, yes and no for true and false.
    private String spoken(List<String> values) {
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
    static List<String> wrapped(String paragraph) {
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
