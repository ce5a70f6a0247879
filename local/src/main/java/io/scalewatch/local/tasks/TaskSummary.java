package io.scalewatch.local.tasks;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Dial;
import io.scalewatch.task.catalogue.Mechanism;
import io.scalewatch.task.catalogue.TaskDefinition;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What is said about a task in a list.
///
/// @param labels what it provokes, beside CORRECT
@JsonPropertyOrder({"name", "mechanism", "kind", "labels", "dials", "description"})
record TaskSummary(
        String name, Mechanism mechanism, AnswerKind kind, List<Label> labels, List<Dial> dials, String description) {

    static TaskSummary of(TaskDefinition task) {
        return new TaskSummary(
                task.name(), task.mechanism(), task.kind(), task.labels(), task.dials(), task.description());
    }

    /// A task takes two lines: what it is by name, and the first sentence about it.
    static String table(List<TaskSummary> tasks) {
        int widest = tasks.stream().mapToInt(task -> task.name.length()).max().orElse(0);
        String row = "%-" + widest + "s  %-18s  %-8s  %s%n";
        StringBuilder table =
                new StringBuilder(String.format(Locale.ROOT, row, "task", "mechanism", "answer", "provokes"));
        for (TaskSummary task : tasks) {
            table.append(String.format(
                    Locale.ROOT, row, task.name, task.mechanismName(), task.kindName(), task.labelNames()));
            table.append("    ").append(task.firstSentence()).append(System.lineSeparator());
        }
        return table.toString();
    }

    String mechanismName() {
        return mechanism.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String kindName() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    String labelNames() {
        return labels.stream().map(Label::name).collect(Collectors.joining(", "));
    }

    private String firstSentence() {
        int end = description.indexOf(". ");
        return end < 0 ? description : description.substring(0, end + 1);
    }
}
