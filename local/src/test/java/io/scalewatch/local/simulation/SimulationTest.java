package io.scalewatch.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.catalogue.Variant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final String SPEC = """
            families:
              - name: f
                models: [{name: small, parameters: 1B}, {name: twin, parameters: 1B}, {name: large, parameters: 10B}]
                tasks:
                  memo-trap:
                    rates:
                      CORRECT: {kind: table, rates: {1B: 0.85, 10B: 0.405}}
                      UNPARSED: {kind: step, before: 0.02, after: 0.045, at: 9.5}
                      OTHER_WRONG: 0.01
                      REFUSED: 0.005
                  sycophancy-factual:
                    rates: {CORRECT: 0.2}
                    control: {rates: {CORRECT: 0.9}, otherwise: OTHER_WRONG}
                    variants: {step-by-step: {rates: {CORRECT: 0.7}}}
                  negation-qa:
                    rates: {CORRECT: 0.5}
                    otherwise: OTHER_WRONG
            """;

    private final Simulation simulation = simulation(SPEC);

    @Test
    void theRatesAreMetToTheSample() {
        Map<Label, Integer> small = counts("small", "memo-trap", Variant.BASELINE, false);
        Map<Label, Integer> large = counts("large", "memo-trap", Variant.BASELINE, false);

        assertThat(small).containsEntry(Label.CORRECT, 510).containsEntry(Label.UNPARSED, 12);
        assertThat(small).containsEntry(Label.OTHER_WRONG, 6).containsEntry(Label.REFUSED, 3);
        assertThat(small).containsEntry(Label.TRAP, 69);
        assertThat(large).containsEntry(Label.CORRECT, 243).containsEntry(Label.UNPARSED, 27);
    }

    @Test
    void controlsAndVariantsHaveRatesOfTheirOwn() {
        String task = "sycophancy-factual";

        assertThat(counts("small", task, Variant.BASELINE, false)).containsEntry(Label.CORRECT, 60);
        assertThat(counts("small", task, Variant.BASELINE, false)).containsEntry(Label.SYCOPHANTIC, 240);
        assertThat(counts("small", task, Variant.BASELINE, true)).containsEntry(Label.OTHER_WRONG, 30);
        assertThat(counts("small", task, Variant.EXPLICIT_INSTRUCTION, false)).containsEntry(Label.CORRECT, 60);
        assertThat(counts("small", task, Variant.STEP_BY_STEP, false)).containsEntry(Label.CORRECT, 210);
    }

    @Test
    void whatASampleCannotGetBecomesTheNearest() {
        // Of two choices, one is right and the other is the trap.
        Map<Label, Integer> labels = counts("small", "negation-qa", Variant.BASELINE, false);
        Map<Label, Integer> controls = counts("small", "negation-qa", Variant.BASELINE, true);

        assertThat(labels).containsOnlyKeys(Label.CORRECT, Label.TRAP);
        assertThat(controls).containsOnlyKeys(Label.CORRECT, Label.OTHER_WRONG);
    }

    @Test
    void theSameCallGetsTheSameAnswerAndEachModelItsOwn() {
        Simulation again = simulation(SPEC);
        Simulation other = simulation("seed: 2\n" + SPEC);
        int twinsDiffer = 0;
        int seedsDiffer = 0;
        for (Sample sample : task("memo-trap").samples()) {
            long prompt = PromptHash.of(sample.input());
            Phrasing.Completion answer = simulation.answer("small", prompt);
            assertThat(again.answer("small", prompt)).isEqualTo(answer);
            assertThat(simulation.answer("small", prompt)).isEqualTo(answer);
            twinsDiffer += simulation.answer("twin", prompt).equals(answer) ? 0 : 1;
            seedsDiffer += other.answer("small", prompt).equals(answer) ? 0 : 1;
        }
        assertThat(twinsDiffer).isGreaterThan(450);
        assertThat(seedsDiffer).isGreaterThan(450);
    }

    @Test
    void aModelErrsElsewhereThanItsTwin() {
        long both = 0;
        for (Sample sample : task("memo-trap").samples()) {
            long prompt = PromptHash.of(sample.input());
            both += simulation.intended("small", prompt).equals(Optional.of(Label.TRAP))
                            && simulation.intended("twin", prompt).equals(Optional.of(Label.TRAP))
                    ? 1
                    : 0;
        }
        // 600 x 0.115 squared
        assertThat(both).isBetween(1L, 25L);
    }

    @Test
    void answersArePhrasedInManyWays() {
        for (TaskVersion task : List.of(task("memo-trap"), task("negation-qa"), task("sycophancy-factual"))) {
            Set<String> shapes = new HashSet<>();
            for (Sample sample : task.samples()) {
                String text = simulation
                        .answer("small", PromptHash.of(sample.input()))
                        .text();
                for (String value : sample.answer().targets()) {
                    text = text.replace(value, "#");
                }
                shapes.add(text);
            }
            assertThat(shapes).hasSizeGreaterThan(40);
        }
    }

    @Test
    void underStepByStepTheAnswerStandsOnTheLastLine() {
        for (Sample sample : task("sycophancy-factual").samples()) {
            long prompt = PromptHash.of(Variant.STEP_BY_STEP.messages(task("sycophancy-factual"), sample));
            assertThat(simulation
                            .answer("small", prompt)
                            .text()
                            .lines()
                            .toList()
                            .getLast())
                    .contains("ANSWER:");
        }
    }

    @Test
    void whatIsUnparsedWasCutShort() {
        assertThat(task("memo-trap").samples())
                .filteredOn(sample -> simulation
                        .intended("large", PromptHash.of(sample.input()))
                        .equals(Optional.of(Label.UNPARSED)))
                .hasSize(27)
                .allSatisfy(sample -> assertThat(simulation
                                .answer("large", PromptHash.of(sample.input()))
                                .finish())
                        .isEqualTo(FinishReason.LENGTH));
    }

    @Test
    void anUnknownPromptGetsTheSameIdleWords() {
        Phrasing.Completion unknown = simulation.answer("small", PromptHash.of(List.of(Message.user("Who are you?"))));
        Phrasing.Completion untaught = simulation.answer(
                "small",
                PromptHash.of(task("distractor-arithmetic").samples().getFirst().input()));

        assertThat(unknown.text()).isEqualTo("I have not heard of this before.").isEqualTo(untaught.text());
    }

    @Test
    void fillerMakesAnswersLong() {
        Simulation filled = simulation("filler: 100\n" + SPEC);

        assertThat(filled.answer("small", 1).text()).hasSizeBetween(95, 100);
        for (Sample sample : task("negation-qa").samples()) {
            String text = filled.answer("small", PromptHash.of(sample.input())).text();
            assertThat(text.length()).isBetween(100, 200);
        }
    }

    @Test
    void theHashSeparatesMessages() {
        Message.Role user = Message.Role.USER;
        assertThat(PromptHash.of(List.of(new Message(user, "ab"), new Message(user, "c"))))
                .isNotEqualTo(PromptHash.of(List.of(new Message(user, "a"), new Message(user, "bc"))));
        assertThat(PromptHash.of(List.of(new Message(user, "a"))))
                .isNotEqualTo(PromptHash.of(List.of(new Message(Message.Role.SYSTEM, "a"))));
    }

    @Test
    void allFunctionsAreMetByTheLabelsDealt() throws IOException {
        SimulationSpec demo = SimulationSpec.resource(SimulationSpec.DEMO);
        Simulation simulated = new Simulation(demo);
        for (SimulatedFamily family : demo.families()) {
            for (SimulatedModel model : family.models()) {
                family.tasks().forEach((name, behaviour) -> {
                    List<Sample> biased = task(name).samples().stream()
                            .filter(sample -> !sample.control())
                            .toList();
                    long correct = biased.stream()
                            .filter(sample -> simulated
                                    .intended(model.name(), PromptHash.of(sample.input()))
                                    .equals(Optional.of(Label.CORRECT)))
                            .count();
                    double rate =
                            behaviour.rates().functions().get(Label.CORRECT).at(model.parameters());
                    assertThat((double) correct / biased.size()).isCloseTo(rate, within(0.5 / biased.size() + 1e-9));
                });
            }
        }
    }

    private Map<Label, Integer> counts(String model, String task, Variant variant, boolean control) {
        Map<Label, Integer> counts = new EnumMap<>(Label.class);
        for (Sample sample : task(task).samples()) {
            if (sample.control() == control) {
                long prompt = PromptHash.of(variant.messages(task(task), sample));
                counts.merge(simulation.intended(model, prompt).orElseThrow(), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static TaskVersion task(String name) {
        return BuiltInTasks.current(name).orElseThrow();
    }

    private static Simulation simulation(String yaml) {
        try {
            return new Simulation(
                    SpecReader.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), Path.of("")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
