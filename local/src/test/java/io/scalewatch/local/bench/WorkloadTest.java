package io.scalewatch.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.local.simulation.SimulationSpec;
import io.scalewatch.task.imports.ImportOptions;
import io.scalewatch.task.imports.ImportResult;
import io.scalewatch.task.imports.SampleList;
import io.scalewatch.task.imports.TaskFile;
import io.scalewatch.task.imports.TaskFormat;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadTest {

    @TempDir
    Path folder;

    @Test
    void hasAtLeastThePromptsThatWereAskedForAndNotManyMore() {
        for (int models = 1; models <= 12; models++) {
            for (int prompts : new int[] {1, 100, 4_001, 60_000, 1_000_000}) {
                long planned = Workload.of(prompts, models).prompts();
                assertThat(planned).isBetween((long) prompts, prompts + models * (long) Workload.TASKS.size() * 501);
            }
        }
    }

    @Test
    void promptsHave256BytesAndDiffer() {
        Set<String> prompts = new HashSet<>();
        for (int row = 0; row < 500; row++) {
            String prompt = Workload.prompt("bench-1", row);
            assertThat(prompt.getBytes(StandardCharsets.UTF_8)).hasSize(256);
            assertThat(prompts.add(prompt)).isTrue();
        }
    }

    @Test
    void itsFilesAreWhatTheImportAndTheSimulationRead() throws Exception {
        Workload workload = Workload.of(1_000, 8);
        Path spec = workload.write(folder, 20);

        SimulationSpec simulation = SimulationSpec.load(spec);

        assertThat(simulation.latencyMs()).isEqualTo(20);
        assertThat(simulation.families())
                .hasSize(2)
                .allSatisfy(family -> assertThat(family.models()).hasSize(8));
        try (InputStream rows = Files.newInputStream(Workload.file(folder, "bench-1"))) {
            assertThat(TaskFile.read(
                            ImportOptions.of("bench-1", TaskFormat.INVERSE_SCALING_PRIZE), rows, new SampleList()))
                    .isInstanceOf(ImportResult.Parsed.class);
        }
    }
}
