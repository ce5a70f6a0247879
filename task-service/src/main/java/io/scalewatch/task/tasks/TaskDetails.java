package io.scalewatch.task.tasks;

import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.task.catalogue.Dial;
import java.util.List;
import java.util.Optional;

/// What is said about a version and never searched by: one JSON document in its row.
///
/// @param format in which it came; none for a built-in one
/// @param dials what its samples differ in
/// @param variants the prompting strategies that its author suggests
/// @param generation how its author suggests that models generate
/// @param heldOut how many samples are held out for examples
record TaskDetails(
        Optional<String> format,
        List<Dial> dials,
        List<String> variants,
        Optional<GenerationParameters> generation,
        int heldOut) {

    /// Of a version that was stored before there were any.
    static final TaskDetails NONE = new TaskDetails(Optional.empty(), List.of(), List.of(), Optional.empty(), 0);

    TaskDetails {
        format = format == null ? Optional.empty() : format;
        dials = dials == null ? List.of() : List.copyOf(dials);
        variants = variants == null ? List.of() : List.copyOf(variants);
        generation = generation == null ? Optional.empty() : generation;
    }
}
