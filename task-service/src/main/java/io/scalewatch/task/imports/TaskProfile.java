package io.scalewatch.task.imports;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Dial;
import io.scalewatch.task.catalogue.Mechanism;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything about the task in a file but its samples.
///
/// @param kind the kind of the first sample
/// @param labels the labels that the samples can provoke, beside CORRECT
/// @param dials what the samples differ in by a number
/// @param variants the prompting strategies that its author suggests
/// @param generation how its author suggests that models generate
/// @param samples how many are evaluated
/// @param heldOut how many are held out for examples
/// @param controls how many of the samples are neutral
/// @param groups how many groups the samples form
/// @param kinds how many samples there are of each kind
/// @param labelled how many samples name a wrong answer with each label
/// @param warnings what a user should know before the task is used
public record TaskProfile(
        String name,
        TaskFormat format,
        Mechanism mechanism,
        String description,
        AnswerKind kind,
        List<Label> labels,
        List<Dial> dials,
        List<String> variants,
        Optional<GenerationParameters> generation,
        int samples,
        int heldOut,
        int controls,
        int groups,
        Map<AnswerKind, Integer> kinds,
        Map<Label, Integer> labelled,
        List<String> warnings) {

    public TaskProfile {
        labels = List.copyOf(labels);
        dials = List.copyOf(dials);
        variants = List.copyOf(variants);
        kinds = Map.copyOf(kinds);
        labelled = Map.copyOf(labelled);
        warnings = List.copyOf(warnings);
    }
}
