package io.scalewatch.task.tasks;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.task.catalogue.Dial;
import io.scalewatch.task.catalogue.Mechanism;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.imports.TaskProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a file would become.
///
/// @param version that it would have
/// @param exists whether that version of the task is there already
/// @param samples how many would be evaluated
/// @param heldOut how many more would be held out for examples
/// @param controls how many of the samples are neutral
/// @param groups how many groups the samples form
/// @param kinds how many samples there are of each kind
/// @param labels how many samples name a wrong answer with each label
/// @param warnings what its author should know
/// @param examples the first samples, as a model would be asked them without a variant
public record PreviewView(
        String task,
        String version,
        boolean exists,
        String format,
        Mechanism mechanism,
        String description,
        int samples,
        int heldOut,
        int controls,
        int groups,
        Map<AnswerKind, Integer> kinds,
        Map<Label, Integer> labels,
        List<Dial> dials,
        List<String> variants,
        Optional<GenerationParameters> generation,
        List<String> warnings,
        List<Example> examples) {

    /// A sample and what counts as which answer.
    public record Example(
            String id,
            String group,
            boolean control,
            Map<String, Double> dials,
            List<Message> messages,
            AnswerSpec answer) {

        static Example of(Sample sample) {
            return new Example(
                    sample.id(),
                    sample.group(),
                    sample.control(),
                    new TreeMap<>(sample.dials()),
                    sample.input(),
                    sample.answer());
        }
    }

    static PreviewView of(TaskProfile profile, String version, boolean exists, List<Sample> first) {
        return new PreviewView(
                profile.name(),
                version,
                exists,
                profile.format().id(),
                profile.mechanism(),
                profile.description(),
                profile.samples(),
                profile.heldOut(),
                profile.controls(),
                profile.groups(),
                new TreeMap<>(profile.kinds()),
                new TreeMap<>(profile.labelled()),
                profile.dials(),
                profile.variants(),
                profile.generation(),
                profile.warnings(),
                first.stream().map(Example::of).toList());
    }
}
