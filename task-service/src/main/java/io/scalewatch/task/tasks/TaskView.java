package io.scalewatch.task.tasks;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Dial;
import io.scalewatch.task.catalogue.Mechanism;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A task and its current version, without its samples.
///
/// @param labels the labels that its samples can provoke, beside CORRECT
/// @param samples how many samples it has
/// @param heldOut how many more it holds out for examples
/// @param dials what its samples differ in by a number
/// @param variants the prompting strategies that its author suggests; a run names its own
/// @param generation the generation parameters that its author suggests; a run names its own
/// @param format in which it was imported; none for a built-in task
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
        int heldOut,
        List<Dial> dials,
        List<String> variants,
        Optional<GenerationParameters> generation,
        Optional<String> format,
        boolean builtIn,
        Instant storedAt) {}
