package io.scalewatch.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole stack, with every service built.
class LocalStackIT {

    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    @Test
    void keepsTheLogOfAServiceThatDoesNotStart() throws Exception {
        StackOptions options = StackOptions.in(folder.resolve("data"))
                .withEnvironment(Service.SCORING, "SCALEWATCH_SCORING_MAX_BATCH", "0")
                .removingData()
                .saying(said -> {});

        assertThatThrownBy(() -> LocalStack.start(options))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("scoring-service does not start");
        assertThat(folder.resolve("data/logs/scoring-service.log")).content().contains("scalewatch.scoring.max-batch");
    }

    @Test
    void runsEveryPartAndLeavesNothingBehind() throws Exception {
        List<String> said = new CopyOnWriteArrayList<>();
        Path data = folder.resolve("data");
        List<ProcessHandle> processes;
        try (LocalStack stack =
                LocalStack.start(StackOptions.in(data).removingData().saying(said::add))) {
            StackDescription description = StackDescription.read(data).orElseThrow();
            assertThat(description.processes()).allMatch(StackDescription.Part::ready);
            assertThat(description.taskService()).isEqualTo(stack.taskService().toString());
            assertThat(get(stack.taskService().resolve("/api/runs"))).isEqualTo(200);
            assertThat(get(stack.analysisService().resolve("/api/series"))).isEqualTo(200);

            String second = stack.add(Service.INFERENCE);
            assertThat(second).isEqualTo("inference-service-2");
            await().atMost(LIMIT).until(() -> stack.isReady(second));
            assertThat(get(stack.serviceUrl(second).resolve("/q/health/live"))).isEqualTo(200);
            stack.remove(second);
            assertThat(stack.pids()).doesNotContainKey(second);

            long scorer = stack.pids().get("scoring-service");
            stack.halt("scoring-service");
            assertThat(stack.pids()).doesNotContainKey("scoring-service");
            assertThat(ProcessHandle.of(scorer)).isEmpty();
            stack.start("scoring-service");
            await().atMost(LIMIT).until(() -> stack.isReady("scoring-service"));

            Map<String, Long> pids = stack.pids();
            assertThat(pids)
                    .containsOnlyKeys(
                            "kafka",
                            "postgres",
                            "task-service",
                            "inference-service",
                            "scoring-service",
                            "analysis-service");
            assertThat(List.of("task-service", "inference-service", "scoring-service", "analysis-service"))
                    .as("niceness, by which the broker comes back before the services that wait for it")
                    .allSatisfy(service ->
                            assertThat(niceness(pids.get(service))).isEqualTo(niceness(pids.get("kafka")) + 5));
            processes = pids.values().stream()
                    .map(ProcessHandle::of)
                    .flatMap(Optional::stream)
                    .toList();
        }

        assertThat(processes).hasSize(6).noneMatch(ProcessHandle::isAlive);
        assertThat(Files.exists(data)).isFalse();
        assertThat(said).containsExactly("Stopping ...");
    }

    private static int niceness(long pid) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "nice=", "-p", Long.toString(pid)).start();
        return Integer.parseInt(new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
    }

    private static int get(URI uri) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(uri)
                                    .version(HttpClient.Version.HTTP_1_1)
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
