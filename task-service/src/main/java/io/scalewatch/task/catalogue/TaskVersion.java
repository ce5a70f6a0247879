package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import java.util.List;

/// A task with its samples, frozen: the same name and version are the same samples in the same order for ever.
///
/// @param version content hash of the samples, 12 hexadecimal digits
/// @param description a paragraph for people
/// @param labels the labels that the samples can provoke, beside CORRECT
public record TaskVersion(
        String name,
        String version,
        Mechanism mechanism,
        String description,
        AnswerKind kind,
        List<Label> labels,
        List<Sample> samples) {

    public TaskVersion {
        labels = List.copyOf(labels);
        samples = List.copyOf(samples);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("a task needs samples");
        }
    }
}
