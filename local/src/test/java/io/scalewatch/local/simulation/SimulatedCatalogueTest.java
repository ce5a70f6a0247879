package io.scalewatch.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.scoring.labelling.CompletionLabeller;
import io.scalewatch.scoring.labelling.UnscorableException;
import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.catalogue.Variant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A simulated family can fall for every task under every variant: what its models answer to the prompts gets
/// from the real scorer the labels that its rates say. Labels are dealt out and not drawn, so that a rate is
/// met to one sample of its kind, and there is no Monte-Carlo error.
class SimulatedCatalogueTest {

    private static final double OTHER_WRONG = 0.1;
    private static final double REFUSED = 0.05;
    private static final double UNPARSED = 0.04;

    /// The larger model falls more often for what the task provokes.
    private static final Map<String, Double> CORRECT = Map.of("small", 0.75, "large", 0.35);

    private static final List<Variant> VARIANTS = List.of(
            Variant.BASELINE,
            Variant.EXPLICIT_INSTRUCTION,
            Variant.STEP_BY_STEP,
            Variant.OUTPUT_CONSTRAINT,
            Variant.ONE_SHOT,
            new Variant.FewShot(5),
            Variant.DECOMPOSED);

    private static Simulation simulation;

    private final CompletionLabeller labeller = new CompletionLabeller();

    @BeforeAll
    static void teachEveryTask() throws IOException {
        String tasks = BuiltInTasks.all().stream()
                .map(task -> """
                              %s:
                                rates:
                                  CORRECT: {kind: table, rates: {1B: 0.75, 10B: 0.35}}
                                  OTHER_WRONG: 0.1
                                  REFUSED: 0.05
                                  UNPARSED: 0.04
                                control: {rates: {CORRECT: 0.9}, otherwise: OTHER_WRONG}
                        """.formatted(task.name()).indent(2))
                .collect(Collectors.joining());
        String yaml = """
                families:
                  - name: f
                    models: [{name: small, parameters: 1B}, {name: large, parameters: 10B}]
                    tasks:
                """ + tasks;
        simulation = new Simulation(
                SpecReader.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), Path.of("")));
    }

    static Stream<Arguments> tasksAndVariants() {
        return BuiltInTasks.all().stream()
                .flatMap(task -> VARIANTS.stream().map(variant -> Arguments.of(task, variant)));
    }

    @ParameterizedTest
    @MethodSource("tasksAndVariants")
    void theScorerFindsTheRatesOfBothSizes(TaskVersion task, Variant variant) throws UnscorableException {
        List<Sample> biased =
                task.samples().stream().filter(sample -> !sample.control()).toList();
        double one = 1.0 / biased.size() + 1e-9;
        for (Map.Entry<String, Double> model : CORRECT.entrySet()) {
            double correct = model.getValue();

            Map<Label, Double> rates = rates(task, variant, biased, model.getKey());

            double provoked = task.labels().stream().mapToDouble(rates::get).sum();
            double wrong = 1 - correct - REFUSED - UNPARSED;
            assertThat(rates.get(Label.REFUSED)).isCloseTo(REFUSED, within(one));
            assertThat(rates.get(Label.UNPARSED)).isCloseTo(UNPARSED, within(one));
            if (biased.getFirst().answer().targets().isEmpty()) {
                // Nothing is right: what would be is the view that was not stated.
                assertThat(rates.get(Label.CORRECT)).isZero();
                assertThat(provoked).isCloseTo(wrong - OTHER_WRONG, within(one));
                assertThat(rates.get(Label.OTHER_WRONG)).isCloseTo(correct + OTHER_WRONG, within(one));
            } else {
                assertThat(rates.get(Label.CORRECT)).isCloseTo(correct, within(one));
                assertThat(provoked + rates.get(Label.OTHER_WRONG)).isCloseTo(wrong, within(2 * one));
                // Of two choices, or of yes and no, the wrong one is what the sample provokes.
                boolean onlyOneWay = task.kind() == AnswerKind.CHOICE || task.kind() == AnswerKind.BOOLEAN;
                assertThat(provoked)
                        .isBetween(wrong - OTHER_WRONG - one, onlyOneWay ? wrong + one : wrong - OTHER_WRONG + one);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tasksAndVariants")
    void controlsAreAnsweredByTheirOwnRates(TaskVersion task, Variant variant) throws UnscorableException {
        List<Sample> controls = task.samples().stream().filter(Sample::control).toList();
        if (!controls.isEmpty()) {
            Map<Label, Double> rates = rates(task, variant, controls, "large");

            assertThat(rates.get(Label.CORRECT)).isCloseTo(0.9, within(1.0 / controls.size() + 1e-9));
        }
    }

    static Stream<TaskVersion> tasks() {
        return BuiltInTasks.all().stream();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void promptsAreRecognisedWithAnyNumberOfShots(TaskVersion task) {
        for (Variant variant : Variant.ALL) {
            for (Sample sample : task.samples().subList(0, 12)) {
                assertThat(simulation.prompts().find(PromptHash.of(variant.messages(task, sample))))
                        .map(known ->
                                known.variant().id() + " " + known.sample().id())
                        .contains(variant.id() + " " + sample.id());
            }
        }
    }

    private Map<Label, Double> rates(TaskVersion task, Variant variant, List<Sample> samples, String model)
            throws UnscorableException {
        Map<Label, Double> rates = new EnumMap<>(Label.class);
        for (Label label : Label.values()) {
            rates.put(label, 0.0);
        }
        for (Sample sample : samples) {
            Phrasing.Completion completion = simulation.answer(model, PromptHash.of(variant.messages(task, sample)));
            Label label = labeller.label(sample.answer(), completion.text(), Optional.of(completion.finish()))
                    .label();
            rates.merge(label, 1.0 / samples.size(), Double::sum);
        }
        return rates;
    }
}
