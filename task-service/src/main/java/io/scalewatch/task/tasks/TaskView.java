package io.scalewatch.task.tasks;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Mechanism;
import java.time.Instant;
import java.util.List;

/// A task and its current version, without its samples.
///
/// @param labels the labels that its samples can provoke, beside CORRECT
/// @param samples how many samples it has
/// @param builtIn false where a user brought it
/// @param storedAt when the version came to this installation
public record TaskView(
        String name,
        String version,
        Mechanism mechanism,
        String description,
        AnswerKind kind,
        List<Label> labels,
        int samples,
        boolean builtIn,
        Instant storedAt) {}
