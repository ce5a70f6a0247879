package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.local.stack.LocalStack;
import io.scalewatch.local.stack.StackOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first real input: 936 rows of the Inverse Scaling Prize's Memo Trap, asked of a simulated family whose
/// true accuracies are Pythia's on it.
class ImportedMemoTrapIT {

    private static final Path FILE =
            Path.of(System.getProperty("shared.dir"), "data", "memo-trap_classification.jsonl");

    /// Parameters and correct answers of 936: curve `pythia-memo-trap`, from jmichaelov/emergent-inabilities,
    /// results/all_results.tsv (MIT).
    private static final Map<Long, Integer> CORRECT = correct();

    @TempDir
    Path folder;

    @Test
    void itsSeriesIsInverseAndRaisesAnAlert() throws Exception {
        assumeThat(FILE).as("skipped: the data set is not on this machine").exists();
        Path spec = Files.writeString(folder.resolve("pythia.yaml"), spec());
        StackOptions options =
                StackOptions.in(folder.resolve("data")).withSimulation(spec).saying(System.out::println);
        try (OwnServers servers = new OwnServers(folder);
                LocalStack stack = LocalStack.start(servers.give(options))) {
            Http.Answer imported = new Http()
                    .postFile(
                            stack.taskService().resolve("/api/tasks/isp-memo-trap/import?format=inverse-scaling-prize"),
                            FILE);
            assertThat(imported.status()).as(() -> imported.body().toString()).isEqualTo(201);
            assertThat(imported.body().get("samples").asInt()).isEqualTo(936);

            Map<String, Long> sizes = new LinkedHashMap<>();
            CORRECT.keySet().forEach(parameters -> sizes.put("pythia-" + parameters, parameters));
            Evaluation evaluation = Evaluation.deploy(stack, "pythia", sizes);
            UUID run = evaluation.run(List.of("isp-memo-trap"), 1);
            evaluation.assertEveryPromptCountedOnce(run);

            JsonNode series = evaluation.series().getFirst();
            assertThat(series.get("shape").asText()).isEqualTo("INVERSE");
            assertThat(series.get("points")).hasSize(8);
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(evaluation.alerts()).anySatisfy(alert -> {
                        assertThat(alert.get("kind").asText()).isEqualTo("inverse-scaling");
                        assertThat(alert.get("status").asText()).isEqualTo("raised");
                    }));
        }
    }

    private static String spec() {
        StringBuilder yaml =
                new StringBuilder("""
                seed: 7
                imports:
                  - task: isp-memo-trap
                    file: "%s"
                families:
                  - name: pythia
                    models:
                """.formatted(FILE.toAbsolutePath().normalize()));
        CORRECT.keySet()
                .forEach(parameters ->
                        yaml.append("      - {name: pythia-%d, parameters: %d}\n".formatted(parameters, parameters)));
        yaml.append("""
                    tasks:
                      isp-memo-trap:
                        expected: INVERSE
                        rates:
                          CORRECT:
                            kind: table
                            rates: {%s}
                """.formatted(CORRECT.entrySet().stream()
                .map(e -> "%d: %s".formatted(e.getKey(), e.getValue() / 936.0))
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow()));
        return yaml.toString();
    }

    private static Map<Long, Integer> correct() {
        Map<Long, Integer> correct = new LinkedHashMap<>();
        correct.put(70_000_000L, 817);
        correct.put(160_000_000L, 794);
        correct.put(410_000_000L, 780);
        correct.put(1_000_000_000L, 730);
        correct.put(1_400_000_000L, 721);
        correct.put(2_800_000_000L, 732);
        correct.put(6_900_000_000L, 649);
        correct.put(12_000_000_000L, 614);
        return correct;
    }
}
