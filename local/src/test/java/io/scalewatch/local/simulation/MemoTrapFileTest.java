package io.scalewatch.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.TaskVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A family with the accuracies that the eight Pythia sizes had on the real Memo Trap answers the real file
/// with just those: figures from jmichaelov/emergent-inabilities, results/all_results.tsv (MIT).
class MemoTrapFileTest {

    private static final int ROWS = 936;

    private static final Map<Long, Integer> CORRECT = new TreeMap<>(Map.of(
            70_000_000L, 817,
            160_000_000L, 794,
            410_000_000L, 780,
            1_000_000_000L, 730,
            1_400_000_000L, 721,
            2_800_000_000L, 732,
            6_900_000_000L, 649,
            12_000_000_000L, 614));

    @TempDir
    Path folder;

    @Test
    void tableRatesAreMetExactly() throws IOException {
        Path file = Path.of(System.getProperty("shared.dir", "../../shared"), "data/memo-trap_classification.jsonl");
        assumeTrue(Files.isReadable(file), "skipped: " + file + " is not there");
        SimulationSpec spec = SimulationSpec.load(Files.writeString(folder.resolve("pythia.yaml"), yaml(file)));
        Simulation simulation = new Simulation(spec);

        TaskVersion task = simulation.prompts().tasks().getLast();

        assertThat(task.samples()).hasSize(ROWS);
        for (SimulatedModel model : spec.families().getFirst().models()) {
            long correct = task.samples().stream()
                    .filter(sample -> simulation
                            .intended(model.name(), PromptHash.of(sample.input()))
                            .equals(Optional.of(Label.CORRECT)))
                    .count();
            assertThat(correct).isEqualTo(CORRECT.get(model.parameters()).longValue());
        }
    }

    private static String yaml(Path file) {
        StringBuilder models = new StringBuilder();
        StringBuilder rates = new StringBuilder();
        CORRECT.forEach((size, correct) -> {
            models.append("      - {name: pythia-")
                    .append(size)
                    .append(", parameters: ")
                    .append(size)
                    .append("}\n");
            rates.append(String.format(Locale.ROOT, "              %d: %.6f%n", size, (double) correct / ROWS));
        });
        return """
                imports:
                  - {task: isp_memo_trap, file: "%s"}
                families:
                  - name: pythia
                    models:
                %s
                    tasks:
                      isp_memo_trap:
                        expected: INVERSE
                        rates:
                          CORRECT:
                            kind: table
                            rates:
                %s
                """.formatted(file.toAbsolutePath().normalize(), models, rates);
    }
}
