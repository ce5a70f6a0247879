package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.local.simulation.SimulationSpec;
import io.scalewatch.local.stack.LocalStack;
import io.scalewatch.local.stack.StackOptions;
import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.TaskVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every built-in task, asked of a family that falls for what the task provokes, the more or less the larger it is, and
/// of one that does not.
///
/// A hundred samples of each task by default; all of them with `-Dcatalogue=full`. The answers come from the seed. That
/// a susceptible series comes out with another shape than it was built with has a probability of less than one in a
/// thousand at a hundred samples; that one of the others raises an alert, less than the alerts' error rate.
class CatalogueIT {

    private static final boolean FULL = "full".equals(System.getProperty("catalogue"));
    private static final int EXAMPLES = 100;
    private static final Duration LIMIT = Duration.ofSeconds(FULL ? 600 : 120);
    private static final List<String> SIZES = List.of("100M", "400M", "1.5B", "6B", "25B", "70B");
    private static final Map<String, Long> PARAMETERS = Evaluation.sizes(
            "100M",
            100_000_000L,
            "400M",
            400_000_000L,
            "1.5B",
            1_500_000_000L,
            "6B",
            6_000_000_000L,
            "25B",
            25_000_000_000L,
            "70B",
            70_000_000_000L);

    /// What a susceptible family does, one after the other over the tasks.
    private static final Map<Shape, String> FALLS_FOR_IT = ordered(
            Shape.INVERSE, "{kind: falling, high: 0.92, low: 0.2, middle: 9.5, width: 0.4}",
            Shape.U_SHAPED, "{kind: u, high: 0.93, low: 0.15, bottom: 9.42, width: 0.5}",
            Shape.INVERTED_U, "{kind: inverted-u, low: 0.15, high: 0.93, top: 9.42, width: 0.55}",
            Shape.EMERGENT, "{kind: step, before: 0.1, after: 0.92, at: 9.6}");

    private static final Map<Shape, String> DOES_NOT = ordered(
            Shape.POSITIVE, "{kind: logistic, low: 0.3, high: 0.97, middle: 9.2, width: 0.6}", Shape.FLAT, "0.9");

    @TempDir
    Path folder;

    @Test
    void susceptibleModelsShowTheirShapesAndOthersRaiseNoAlert() throws Exception {
        Path file = folder.resolve("models.yaml");
        Files.writeString(
                file, "seed: 4\nfamilies:\n" + family("susceptible", FALLS_FOR_IT) + family("immune", DOES_NOT));
        StackOptions options =
                StackOptions.in(folder.resolve("data")).withSimulation(file).saying(System.out::println);
        try (OwnServers servers = new OwnServers(folder);
                LocalStack stack = LocalStack.start(servers.give(options))) {
            evaluate(stack, SimulationSpec.load(file));
        }
    }

    private static void evaluate(LocalStack stack, SimulationSpec spec) throws Exception {
        Evaluation susceptible = Evaluation.deploy(stack, "susceptible", served("susceptible"));
        Evaluation immune = Evaluation.deploy(stack, "immune", served("immune"));
        Map<String, Object> request = new HashMap<>(Map.of(
                "families",
                List.of("susceptible", "immune"),
                "tasks",
                BuiltInTasks.all().stream().map(TaskVersion::name).toList()));
        if (!FULL) {
            request.put("examples", EXAMPLES);
        }
        UUID run = susceptible.run(request);
        JsonNode done = susceptible.awaitCompleted(run);
        long planned = done.get("planned").asLong();
        assertThat(done.get("scored").asLong()).isEqualTo(planned);
        await().atMost(LIMIT).ignoreExceptions().until(() -> susceptible.counted() + immune.counted() == planned);

        assertShapes(susceptible, spec, "susceptible");
        assertShapes(immune, spec, "immune");
        List<String> inverse = BuiltInTasks.all().stream()
                .map(TaskVersion::name)
                .filter(task -> spec.expected("susceptible", task).equals(List.of(Shape.INVERSE)))
                .toList();
        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(susceptible.alerts())
                        .extracting(alert -> alert.at("/series/task").asText())
                        .containsAll(inverse));
        // By now they would be there.
        assertThat(immune.alerts()).isEmpty();
    }

    private static void assertShapes(Evaluation evaluation, SimulationSpec spec, String family) {
        Map<String, JsonNode> series = evaluation.series().stream()
                .collect(Collectors.toMap(row -> row.at("/series/task").asText(), row -> row));
        assertThat(series.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        BuiltInTasks.all().stream().map(TaskVersion::name).toList());
        assertThat(series).allSatisfy((task, row) -> {
            assertThat(row.get("points")).hasSize(SIZES.size());
            assertThat(Shape.valueOf(row.get("shape").asText()))
                    .as(() -> task + ": " + row)
                    .isIn(spec.expected(family, task));
        });
    }

    private static Map<String, Long> served(String family) {
        Map<String, Long> served = new LinkedHashMap<>();
        PARAMETERS.forEach((size, parameters) -> served.put(family + "-" + size, parameters));
        return served;
    }

    /// The description of a family whose tasks take the behaviours one after the other.
    private static String family(String name, Map<Shape, String> behaviours) {
        StringBuilder yaml = new StringBuilder("  - name: " + name + "\n    models:\n");
        SIZES.forEach(size -> yaml.append("      - {name: %s-%s, parameters: %s}\n".formatted(name, size, size)));
        yaml.append("    tasks:\n");
        List<Map.Entry<Shape, String>> all = List.copyOf(behaviours.entrySet());
        int next = 0;
        for (TaskVersion task : BuiltInTasks.all()) {
            Map.Entry<Shape, String> behaviour = all.get(next++ % all.size());
            yaml.append("""
                          %s:
                            expected: [%s]
                            rates: {CORRECT: %s, UNPARSED: 0.01}
                            otherwise: %s
                            control: {rates: {CORRECT: 0.95}, otherwise: OTHER_WRONG}
                    """.formatted(
                            task.name(), expected(task, behaviour.getKey()), behaviour.getValue(), provoked(task)));
        }
        return yaml.toString();
    }

    private static String expected(TaskVersion task, Shape shape) {
        // Where nothing is right, as between two opinions, nothing can be wrong: accuracy says nothing there.
        boolean nothingIsRight = task.samples().stream()
                .allMatch(sample -> sample.answer().targets().isEmpty());
        return nothingIsRight || shape == Shape.FLAT ? "FLAT, INCONCLUSIVE" : shape.name();
    }

    private static Label provoked(TaskVersion task) {
        return task.labels().getFirst();
    }

    private static Map<Shape, String> ordered(Object... shapesAndRates) {
        Map<Shape, String> ordered = new LinkedHashMap<>();
        for (int i = 0; i < shapesAndRates.length; i += 2) {
            ordered.put((Shape) shapesAndRates[i], (String) shapesAndRates[i + 1]);
        }
        return ordered;
    }
}
