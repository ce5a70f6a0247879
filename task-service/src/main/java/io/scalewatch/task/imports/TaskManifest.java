package io.scalewatch.task.imports;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Dial;
import io.scalewatch.task.catalogue.Mechanism;
import java.util.List;
import java.util.Optional;

/// What a task's author says of it, in the YAML file beside its rows.
///
/// @param name what the task is called
/// @param format of the rows
/// @param data the name of the file with the rows
/// @param mechanism why a bigger model may do worse
/// @param description a paragraph for people
/// @param kind of the answers of rows that don't say
/// @param label of the wrong answers of formats that have no labels
/// @param dials what the samples differ in
/// @param variants the suggested prompting strategies
/// @param generation the suggested generation parameters
/// @param harness how documents become prompts
/// @param warnings what of the file is not used
public record TaskManifest(
        Optional<String> name,
        Optional<TaskFormat> format,
        Optional<String> data,
        Mechanism mechanism,
        Optional<String> description,
        Optional<AnswerKind> kind,
        Optional<Label> label,
        List<Dial> dials,
        List<String> variants,
        Optional<GenerationParameters> generation,
        Optional<HarnessTask> harness,
        List<String> warnings) {

    /// Nothing is said.
    public static final TaskManifest NONE = new TaskManifest(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Mechanism.UNSPECIFIED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    public TaskManifest {
        dials = List.copyOf(dials);
        variants = List.copyOf(variants);
        warnings = List.copyOf(warnings);
    }

    /// The same with another label for wrong answers.
    public TaskManifest withLabel(Label other) {
        return new TaskManifest(
                name,
                format,
                data,
                mechanism,
                description,
                kind,
                Optional.of(other),
                dials,
                variants,
                generation,
                harness,
                warnings);
    }

    /// The same with another mechanism.
    public TaskManifest withMechanism(Mechanism other) {
        return new TaskManifest(
                name, format, data, other, description, kind, label, dials, variants, generation, harness, warnings);
    }

    /// The same with other templates.
    TaskManifest withHarness(HarnessTask other) {
        return new TaskManifest(
                name,
                format,
                data,
                mechanism,
                description,
                kind,
                label,
                dials,
                variants,
                generation,
                Optional.of(other),
                warnings);
    }
}
