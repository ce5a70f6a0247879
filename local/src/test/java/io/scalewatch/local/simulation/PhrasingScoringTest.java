package io.scalewatch.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.Label;
import io.scalewatch.scoring.labelling.CompletionLabeller;
import io.scalewatch.scoring.labelling.UnscorableException;
import io.scalewatch.scoring.labelling.Verdict;
import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskDefinition;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.catalogue.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What makes the simulated curves true: scoring labels every simulated answer as it was meant, however it is
/// phrased.
class PhrasingScoringTest {

    private static final int PHRASINGS = 3;

    /// The answers to the other variants are worded as those to the first.
    private static final List<Variant> PHRASED_DIFFERENTLY =
            List.of(Variant.BASELINE, Variant.STEP_BY_STEP, Variant.OUTPUT_CONSTRAINT);

    private static final int FILLER = 120;

    private final CompletionLabeller labeller = new CompletionLabeller();

    /// The built-in tasks, and the files of the Inverse Scaling Prize where they are at hand.
    static Stream<TaskVersion> tasks() throws IOException {
        Path data = Path.of(System.getProperty("shared.dir", "../../shared"), "data");
        List<ImportedTask> imports = new ArrayList<>();
        for (String name : List.of("memo-trap_classification", "neqa_classification")) {
            Path file = data.resolve(name + ".jsonl");
            if (Files.isReadable(file)) {
                imports.add(new ImportedTask(name, file));
            }
        }
        Set<String> names = Stream.concat(
                        BuiltInTasks.definitions().stream().map(TaskDefinition::name),
                        imports.stream().map(ImportedTask::task))
                .collect(Collectors.toSet());
        return PromptIndex.of(imports, names).tasks().stream();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void everyPhrasingOfEveryLabelScoresAsMeant(TaskVersion task) throws UnscorableException {
        List<String> misread = new ArrayList<>();
        for (int i = 0; i < task.samples().size(); i++) {
            for (Variant variant : PHRASED_DIFFERENTLY) {
                KnownPrompt prompt =
                        new KnownPrompt(task.name(), variant, i, task.samples().get(i));
                for (Label label : Label.values()) {
                    SplittableRandom random = new SplittableRandom(i * 31L + label.ordinal());
                    for (int phrasing = 0; phrasing <= phrasings(variant); phrasing++) {
                        check(prompt, label, phrasing == 0 ? FILLER : 0, random).ifPresent(misread::add);
                    }
                }
            }
        }
        assertThat(misread).as("%s, %d in all", task.name(), misread.size()).isEmpty();
    }

    private static int phrasings(Variant variant) {
        return variant.equals(Variant.BASELINE) ? PHRASINGS : 1;
    }

    private Optional<String> check(KnownPrompt prompt, Label label, int filler, SplittableRandom random)
            throws UnscorableException {
        Sample sample = prompt.sample();
        AnswerValue value = AnswerValue.of(sample.answer(), Optional.of(label), random);
        Phrasing.Completion completion = Phrasing.of(prompt, value, filler, random);

        Verdict verdict = labeller.label(sample.answer(), completion.text(), Optional.of(completion.finish()));

        return verdict.label() == value.label()
                ? Optional.empty()
                : Optional.of(sample.id() + ": " + value.label() + " was read as " + verdict.label() + " in "
                        + completion.text());
    }
}
