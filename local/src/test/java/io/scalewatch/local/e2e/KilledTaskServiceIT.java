package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.local.stack.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SIGKILL to task-service while it takes a deployment or a file, at moments that a seed chooses; twice each, or as
/// often as `-Dkill.rounds` says. Whoever did not get an answer asks again; nothing is there twice, and nothing by
/// half.
class KilledTaskServiceIT {

    private static final String PROCESS = "task-service";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 2);
    private static final int SAMPLES = 20_000;

    @TempDir
    Path folder;

    private final LocalStack stack = SharedStack.get();
    private final Http http = new Http();
    private final SplittableRandom random = new SplittableRandom(20_261_122);

    @BeforeEach
    void ready() {
        awaitReady();
    }

    @Test
    void aDeploymentStartsOneRun() throws Exception {
        String family = "killed-deploying";
        Evaluation evaluation = Evaluation.deploy(stack, family, Map.of("counted-1", 100_000_000L));
        Map<String, Object> standing = Map.of("tasks", List.of("memo-trap"), "examples", 4);
        assertThat(http.put(
                                stack.taskService().resolve("/api/families/" + family),
                                Map.of("description", family, "standingEvaluation", standing))
                        .status())
                .isEqualTo(200);

        for (int round = 0; round < ROUNDS; round++) {
            String version = "v" + (2 + round);
            killDuring(40, () -> evaluation.deploy("counted-1", 100_000_000L, version));
            evaluation.deploy("counted-1", 100_000_000L, version);
            JsonNode entered = version(family, version);
            evaluation.awaitCompleted(UUID.fromString(entered.get("runId").asText()));
        }

        List<String> runs = new ArrayList<>();
        http.get(stack.taskService().resolve("/api/runs?family=" + family))
                .body()
                .forEach(run -> runs.add(
                        run.get("kind").asText() + " " + run.get("state").asText()));
        assertThat(runs).hasSize(ROUNDS).containsOnly("DEPLOYMENT COMPLETED");
        assertThat(version(family, "v" + (1 + ROUNDS)).get("status").asText()).isEqualTo("CURRENT");
    }

    @Test
    void anImportIsThereAsAWholeOrNotAtAll() throws Exception {
        Path file = Files.writeString(folder.resolve("task.jsonl"), rows());
        List<String> versions = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            String task = "killed-import-" + round;
            killDuring(900, () -> {
                try {
                    http.postFile(importOf(task), file);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });

            Http.Answer left = http.get(stack.taskService().resolve("/api/tasks/" + task));
            if (left.status() != 404) {
                assertThat(left.body().get("samples").asInt()).isEqualTo(SAMPLES);
            }
            Http.Answer again = http.postFile(importOf(task), file);
            assertThat(again.status()).as(() -> again.body().toString()).isEqualTo(201);
            assertThat(again.body().get("created").asBoolean()).isEqualTo(left.status() == 404);
            assertThat(again.body().get("samples").asInt()).isEqualTo(SAMPLES);
            versions.add(again.body().get("version").asText());
        }
        assertThat(versions).hasSize(ROUNDS);
        assertThat(versions.stream().distinct()).hasSize(1);
    }

    /// Kills the service at most so many milliseconds after the request was begun, and waits until it is back.
    private void killDuring(int atMostMillis, Runnable request) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> {
            begun.countDown();
            request.run();
        });
        begun.await();
        long pause = TimeUnit.MILLISECONDS.toNanos(random.nextInt(atMostMillis));
        long from = System.nanoTime();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(LIMIT)
                .until(() -> System.nanoTime() - from >= pause);
        stack.kill(PROCESS);
        // Whether it still got its answer does not matter.
        await().atMost(LIMIT).until(asked::isDone);
        awaitReady();
    }

    private void awaitReady() {
        await().atMost(LIMIT).until(() -> stack.isReady(PROCESS));
    }

    private JsonNode version(String family, String version) {
        JsonNode models = http.get(stack.taskService().resolve("/api/families/" + family))
                .body()
                .get("models");
        for (JsonNode found : models.get(0).get("versions")) {
            if (found.get("version").asText().equals(version)) {
                return found;
            }
        }
        throw new AssertionError("version " + version + " is missing: " + models);
    }

    private URI importOf(String task) {
        return stack.taskService().resolve("/api/tasks/" + task + "/import?format=inverse-scaling-prize");
    }

    private static String rows() {
        StringBuilder rows = new StringBuilder();
        IntStream.range(0, SAMPLES).forEach(i -> rows.append("""
                {"prompt": "Which word ends line %d?", "classes": "[' heart', ' house']", "answer_index": %d}
                """.formatted(i, i % 2)));
        return rows.toString();
    }
}
