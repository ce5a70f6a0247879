package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import java.util.List;

/// A task with its samples, frozen: the same name and version are the same samples in the same order for ever.
///
/// @param version content hash of the samples and the held-out ones, 12 hexadecimal digits
/// @param description a paragraph for people
/// @param labels the labels that the samples can provoke, beside CORRECT
/// @param heldOut samples that are never evaluated: the examples of the few-shot variants come from them; none
/// where the examples are to come from the other samples
public record TaskVersion(
        String name,
        String version,
        Mechanism mechanism,
        String description,
        AnswerKind kind,
        List<Label> labels,
        List<Sample> samples,
        List<Sample> heldOut) {

    public TaskVersion {
        labels = List.copyOf(labels);
        samples = List.copyOf(samples);
        heldOut = List.copyOf(heldOut);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("a task needs samples");
        }
    }

    /// A task that holds no samples back.
    public TaskVersion(
            String name,
            String version,
            Mechanism mechanism,
            String description,
            AnswerKind kind,
            List<Label> labels,
            List<Sample> samples) {
        this(name, version, mechanism, description, kind, labels, samples, List.of());
    }
}
