package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.local.simulation.SimulationSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first thing that a new user does.
class DemoIT {

    private static final int LIMIT_MINUTES = 4;

    @TempDir
    Path folder;

    @Test
    void itFindsWhatTheSimulationWasBuiltToShow() throws Exception {
        Path report = folder.resolve("report.json");
        Path log = folder.resolve("demo.log");
        Process demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dscalewatch.root=" + Path.of("").toAbsolutePath().getParent(),
                        "io.scalewatch.local.Scalewatch",
                        "demo",
                        "--once",
                        "--report",
                        report.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(demo.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)).isTrue();

        assertThat(demo.exitValue()).as(() -> log.toFile().toString()).isZero();
        JsonNode said = Json.mapper().readTree(report.toFile());
        SimulationSpec spec = SimulationSpec.resource(SimulationSpec.DEMO);
        assertThat(said.get("series")).isNotEmpty().allSatisfy(series -> {
            List<Shape> expected = spec.expected(
                    series.get("family").asText(),
                    series.get("task").asText(),
                    series.get("variant").asText());
            Shape shape = Shape.valueOf(series.get("shape").asText());
            assertThat(shape).isIn(expected);
            assertThat(series.get("points")).hasSize(6).allSatisfy(DemoIT::assertAddsUp);
        });
        JsonNode prompts = said.get("prompts");
        assertThat(prompts.get("planned").asLong()).isPositive();
        assertThat(prompts.get("scored").asLong())
                .isEqualTo(prompts.get("planned").asLong());
        assertThat(prompts.get("failed").asLong()).isZero();
        assertThat(prompts.get("lost").asLong()).isZero();
        assertThat(prompts.get("duplicated").asLong()).isZero();
        assertThat(StreamSupport.stream(said.get("alerts").spliterator(), false)
                        .map(alert -> alert.get("kind").asText()))
                .contains("inverse-scaling");
        assertThat(said.get("promptsPerSecond").asDouble()).isPositive();
    }

    private static void assertAddsUp(JsonNode point) {
        long labelled = StreamSupport.stream(point.get("labels").spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .sum();
        assertThat(labelled).isEqualTo(point.get("trials").asLong());
        assertThat(point.get("parameters").asLong()).isPositive();
    }
}
