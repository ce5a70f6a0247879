package io.scalewatch.local.tasks;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskDefinition;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.catalogue.Variant;
import java.util.List;
import java.util.TreeMap;

/// A task with some of its samples, as a model is asked them under a variant.
///
/// @param version content hash of all samples
@JsonPropertyOrder({"task", "version", "variant", "samples"})
record TaskSheet(@JsonUnwrapped TaskSummary task, String version, String variant, List<AskedSample> samples) {

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

    private static AskedSample asked(TaskVersion task, Variant variant, Sample sample) {
        return new AskedSample(
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
        AskedSample.wrapped(task.description()).forEach(part -> line(text, part));
        task.dials().forEach(dial -> line(text, "Dial " + dial.name() + ": " + dial.meaning() + "."));
        line(text, "");
        line(text, "Version " + version + ", variant " + variant + ".");
        samples.forEach(sample -> text.append(sample.text()));
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
