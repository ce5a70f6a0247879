package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The rules of `deploy/prometheus`, by Prometheus' own tool.
class PrometheusRulesTest {

    private static final Path FOLDER = Path.of("..", "deploy", "prometheus");

    @Test
    void theyFireWhenTheyShould() throws Exception {
        promtool("test", "rules", "rules.test.yml");
    }

    @Test
    void theConfigurationIsOne() throws Exception {
        promtool("check", "config", "prometheus.yml");
    }

    private static void promtool(String... arguments) throws IOException, InterruptedException {
        Optional<Path> program = Prometheus.program("promtool");
        assumeThat(program).as("skipped: there is no promtool on the PATH").isPresent();
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(program.get().toString());
        builder.command().addAll(List.of(arguments));
        Process process =
                builder.directory(FOLDER.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
