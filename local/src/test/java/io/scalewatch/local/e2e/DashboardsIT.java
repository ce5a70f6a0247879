package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.local.stack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Grafana's dashboards ask has an answer: every panel, by a real Prometheus that scrapes the real services while
/// they work.
class DashboardsIT {

    private static final Path DASHBOARDS = Path.of("..", "deploy", "grafana", "dashboards");
    private static final Duration SOON = Duration.ofSeconds(60);

    private final LocalStack stack = SharedStack.get();

    @TempDir
    Path folder;

    private record Panel(String dashboard, String title, List<String> expressions) {}

    @Test
    void everyPanelShowsSomething() throws Exception {
        Optional<Path> program = Prometheus.program("prometheus");
        assumeThat(program).as("skipped: there is no prometheus on the PATH").isPresent();
        Map<String, Long> served = new LinkedHashMap<>(Families.SIX_SLOW);
        // Nobody serves it: failures are shown, too.
        served.put("nobody", 400_000_000_000L);
        try (Prometheus prometheus = Prometheus.start(program.get(), stack, folder)) {
            Evaluation evaluation = Evaluation.deploy(stack, "on-dashboards", served);
            UUID run = evaluation.run(List.of("memo-trap"), 3);
            List<Panel> empty = new ArrayList<>(panels());
            assertThat(empty).hasSizeGreaterThan(25);

            await().atMost(SOON).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
                empty.removeIf(panel -> panel.expressions().stream().allMatch(one -> hasData(prometheus, one)));
                assertThat(empty).isEmpty();
            });

            assertThat(prometheus.rules())
                    .hasSizeGreaterThan(5)
                    .allSatisfy(rule -> assertThat(rule.get("health").asText())
                            .as(() -> rule.toString())
                            .isEqualTo("ok"));
            evaluation.awaitCompleted(run);
        }
    }

    private static boolean hasData(Prometheus prometheus, String expression) {
        for (JsonNode sample : prometheus.query(expression)) {
            if (!sample.at("/value/1").asText().equals("NaN")) {
                return true;
            }
        }
        return false;
    }

    private static List<Panel> panels() throws IOException {
        List<Panel> panels = new ArrayList<>();
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            files.forEach(file -> read(file).get("panels").forEach(panel -> {
                List<String> expressions = new ArrayList<>();
                panel.get("targets")
                        .forEach(target -> expressions.add(target.get("expr")
                                .asText()
                                .replace("$family", "on-dashboards")
                                .replace("$task", "memo-trap")
                                .replace("$variant", "baseline")));
                panels.add(new Panel(
                        file.getFileName().toString(), panel.get("title").asText(), expressions));
            }));
        }
        return panels;
    }

    private static JsonNode read(Path file) {
        try {
            return Json.mapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
