package io.scalewatch.contracts.event;

import java.util.List;

/// A task and its current version. Compacted topic `tasks`, keyed by name.
///
/// @param version content hash of the samples
/// @param labels the labels that its samples can provoke, beside CORRECT
/// @param samples how many samples it has; for a generated task, how many by default
/// @param dials the quantities other than a model's size that its samples differ in: the names in `dials` of a score
public record TaskDeclared(
        String name,
        String version,
        String mechanism,
        String description,
        AnswerKind kind,
        List<Label> labels,
        int samples,
        List<Dial> dials) {

    /// A quantity that samples differ in.
    ///
    /// @param meaning a phrase for people, with the unit and the range
    public record Dial(String name, String meaning) {

        public Dial {
            Require.notBlank(name, "name");
            Require.notNull(meaning, "meaning");
        }
    }

    public TaskDeclared {
        Require.notBlank(name, "name");
        Require.notBlank(version, "version");
        Require.notBlank(mechanism, "mechanism");
        Require.notNull(description, "description");
        Require.notNull(kind, "kind");
        labels = labels == null ? List.of() : List.copyOf(labels);
        Require.that(samples > 0, "samples must be positive");
        // Not said by events from before dials were declared.
        dials = dials == null ? List.of() : List.copyOf(dials);
    }
}
