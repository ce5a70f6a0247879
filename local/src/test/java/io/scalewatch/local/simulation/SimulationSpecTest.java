package io.scalewatch.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulationSpecTest {

    private static final String GOOD = """
            seed: 7
            latencyMs: 3
            filler: 100
            bookkeeping: false
            families:
              - name: one
                models:
                  - {name: one-s, parameters: 100M}
                  - {name: provider/one-l, parameters: 7000000000, fault: {kind: slow, latencyMs: 20, share: 0.5}}
                tasks:
                  memo-trap:
                    expected: [FLAT, INCONCLUSIVE]
                    rates:
                      CORRECT: {kind: table, rates: {100M: 0.5, 7B: 0.25}}
                      REFUSED: 0.1
                    otherwise: OTHER_WRONG
                    variants:
                      step-by-step: {expected: POSITIVE, rates: {CORRECT: 1}}
            """;

    @TempDir
    Path folder;

    @Test
    void everythingIsRead() throws IOException {
        SimulationSpec spec = load(GOOD);

        assertThat(spec.seed()).isEqualTo(7);
        assertThat(spec.latencyMs()).isEqualTo(3);
        assertThat(spec.filler()).isEqualTo(100);
        assertThat(spec.bookkeeping()).isFalse();
        SimulatedFamily family = spec.families().getFirst();
        assertThat(family.models())
                .containsExactly(
                        new SimulatedModel("one-s", 100_000_000, Fault.NONE),
                        new SimulatedModel("provider/one-l", 7_000_000_000L, new Fault(Fault.Kind.SLOW, 20, 1, 0.5)));
        Rates rates = family.tasks().get("memo-trap").rates();
        assertThat(rates.functions().get(Label.CORRECT).at(7_000_000_000L)).isEqualTo(0.25);
        assertThat(rates.functions().get(Label.REFUSED)).isEqualTo(new RateFunction.Constant(0.1));
        assertThat(rates.otherwise()).contains(Label.OTHER_WRONG);
        assertThat(spec.expected("one", "memo-trap")).containsExactly(Shape.FLAT, Shape.INCONCLUSIVE);
        assertThat(spec.expected("one", "memo-trap", "step-by-step")).containsExactly(Shape.POSITIVE);
        assertThat(spec.expected("one", "negation-qa")).isEmpty();
        assertThat(spec.expected("two", "memo-trap")).isEmpty();
    }

    @Test
    void importsAreRelativeToTheFile() throws IOException {
        SimulationSpec spec = load(importing("data/x.jsonl"));

        assertThat(spec.imports())
                .containsExactly(
                        new ImportedTask("mine", folder.toAbsolutePath().resolve("data/x.jsonl")));
    }

    @Test
    void theDemoDescribesEveryShape() throws IOException {
        SimulationSpec demo = SimulationSpec.resource(SimulationSpec.DEMO);

        assertThat(demo.families()).extracting(SimulatedFamily::name).containsExactly("aurora", "borealis");
        assertThat(demo.families()).allSatisfy(family -> {
            assertThat(family.models()).hasSize(6);
            assertThat(family.tasks()).hasSize(4);
        });
        assertThat(demo.families())
                .flatExtracting(family -> family.tasks().values())
                .flatExtracting(TaskBehaviour::expected)
                .contains(Shape.INVERSE, Shape.U_SHAPED, Shape.POSITIVE, Shape.INVERTED_U, Shape.EMERGENT, Shape.FLAT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "seed: 7 > seed: x > seed: is not a whole number",
                "latencyMs: 3 > latencyMs: -1 > latencyMs: is not a whole number from 0 to 600000 (write one)",
                "bookkeeping: false > bookkeeping: maybe > bookkeeping: is neither true nor false",
                "filler: 100 > fillers: 100 > fillers: is not known (one of seed, latencyMs, filler,",
                "- name: one > - nam: one > families[0].name: is missing (add it)",
                "- name: one > - name: a b > families[0].name: is not a name",
                "one-s, param > one s, param > families[0].models[0].name: is not a model's name",
                "provider/one-l > one-s > families[0].models[1].name: is the same as that of another model",
                "100M} > none} > families[0].models[0].parameters: is not a number of parameters",
                "kind: slow > kind: lazy > families[0].models[1].fault.kind: is not known (one of none,",
                "share: 0.5 > share: 2 > families[0].models[1].fault.share: is not a number from 0 to 1",
                "memo-trap: > memory: > families[0].tasks.memory: is not a known task (one of are-you-sure,",
                "FLAT, > LEVEL, > families[0].tasks.memo-trap.expected[0]: is not known (one of INSUFFICIENT,",
                "REFUSED: 0.1 > MAYBE: 0.1 > families[0].tasks.memo-trap.rates.MAYBE: is not a label",
                "REFUSED: 0.1 > REFUSED: 1.1 > families[0].tasks.memo-trap.rates.REFUSED: is not a number from 0 to 1",
                "REFUSED: 0.1 > REFUSED: 0.6 > families[0].tasks.memo-trap.rates: adds up to 1.100 for one-s",
                "kind: table > kind: tabel > families[0].tasks.memo-trap.rates.CORRECT.kind: is not known",
                "100M: 0.5, > '' > families[0].tasks.memo-trap.rates.CORRECT.rates: has no rate for 1000",
                "otherwise: OTHER > otherwise: SOME > families[0].tasks.memo-trap.otherwise: is not a label",
                "step-by-step > stepwise > families[0].tasks.memo-trap.variants.stepwise: is not a known variant",
                "seed: 7 > seed: [ > line",
                "seed: 7 > '{seed: 7, seed: 8' > line",
            })
    void aMistakeIsNamedByItsPath(String good, String bad, String message) {
        assertThat(GOOD).contains(good);

        assertThatThrownBy(() -> load(GOOD.replaceFirst(Pattern.quote(good), bad)))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "'' > (the file): is not an object",
                "'seed: 1' > families: has no family",
                "'families: [{name: a, models: []}]' > families[0].models: has no model",
                "'families: [{name: a, models: [{name: m}]}]' > families[0].models[0].parameters: is missing",
                "'[]' > (the file): is not an object",
                "'families: 7' > families: is not an object",
            })
    void tooLittleIsAMistakeToo(String text, String message) {
        assertThatThrownBy(() -> load(text))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void anImportThatIsNotThereOrBadIsNamed() throws IOException {
        SimulationSpec spec = load(importing("x.jsonl"));
        assertThatThrownBy(() -> new Simulation(spec))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageStartingWith("imports[0].file: ")
                .hasMessageContaining("can't be read");

        Files.writeString(folder.resolve("x.jsonl"), "{}\n");
        assertThatThrownBy(() -> new Simulation(spec))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageStartingWith("imports[0].file: has 1 bad rows, the first in line 1: prompt is missing");
    }

    private static String importing(String file) {
        return GOOD.replace("memo-trap:", "mine:") + "imports: [{task: mine, file: " + file + "}]\n";
    }

    private SimulationSpec load(String yaml) throws IOException {
        return SimulationSpec.load(Files.writeString(folder.resolve("spec.yaml"), yaml));
    }
}
