package io.scalewatch.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.embedded.test.TestBroker;
import io.scalewatch.inference.testing.FakeModels;
import io.scalewatch.inference.testing.Log;
import io.scalewatch.inference.testing.Prompts;
import io.scalewatch.inference.testing.WorkerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Workers as processes that come, go and are killed, once each or as often as `-Dkill.rounds` says. The model
/// server counts the calls.
class WorkersIT {

    private static final Duration LONG = Duration.ofSeconds(120);
    private static final Map<String, String> QUICK = Map.of("SCALEWATCH_INFERENCE_COMMIT_INTERVAL", "100ms");
    private static final int SLOTS = 64;
    private static final Map<String, String> LIMITED = Map.of(
            "SCALEWATCH_INFERENCE_COMMIT_INTERVAL",
            "100ms",
            "SCALEWATCH_INFERENCE_MAX_CALLS_PER_ENDPOINT",
            Integer.toString(SLOTS));

    @TempDir
    Path directory;

    private final List<WorkerProcess> workers = new ArrayList<>();
    private TestBroker kafka;
    private FakeModels models;
    private Log log;

    @BeforeEach
    void start() throws IOException {
        kafka = TestBroker.start(directory);
        models = FakeModels.start();
        log = new Log(kafka.bootstrapServers());
        log.declare("local", models.baseUrl(), Optional.empty());
    }

    @AfterEach
    void stop() {
        workers.forEach(WorkerProcess::close);
        log.close();
        models.close();
        kafka.close();
    }

    static IntStream rounds() {
        return IntStream.rangeClosed(1, Integer.getInteger("kill.rounds", 1));
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void aKilledWorkersCallsAreRepeatedOnlyWhereNoCompletionWasDurable(int round) {
        List<PromptIssued> prompts = prompts(2_000, "slow-500");
        WorkerProcess first = worker(LIMITED).awaitAssigned();
        WorkerProcess second = worker(LIMITED).awaitAssigned();
        await().atMost(LONG).until(() -> log.partitionsPerMember().equals(List.of(6, 6)));

        log.publish(prompts);
        // Not at the same moment in each round.
        await().atMost(LONG).until(() -> log.completions().size() > 200 + 40 * round);
        // Neither has more than its places: so each has all of them out.
        await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(() -> models.slowNow() == 2 * SLOTS);
        first.kill();
        // What is called now and has no completion may have been under way when the worker died.
        long undone = models.calls().size() - log.completions().size();

        awaitCompletions(prompts);
        long repeated =
                models.calls().values().stream().mapToLong(calls -> calls - 1).sum();
        System.out.printf("round %d: %d calls of a killed worker were made again%n", round, repeated);
        assertThat(repeated).isBetween(1L, Math.min(SLOTS, undone));
        assertThat(second.isAlive()).isTrue();
        await().atMost(LONG).until(() -> log.uncommitted() == 0);
    }

    @Test
    void whatIsDurableIsNotCalledAgainThoughNothingWasCommitted() {
        List<PromptIssued> prompts = prompts(500, "good");
        WorkerProcess first =
                worker(Map.of("SCALEWATCH_INFERENCE_COMMIT_INTERVAL", "60s")).awaitAssigned();
        log.publish(prompts);
        awaitCompletions(prompts);
        assertThat(log.uncommitted()).isEqualTo(500);
        first.kill();

        worker(QUICK).awaitAssigned();

        await().atMost(LONG).until(() -> log.uncommitted() == 0);
        assertThat(models.calls().values()).hasSize(500).allMatch(calls -> calls == 1);
        assertThat(log.completions().values()).hasSize(500).allMatch(records -> records.size() == 1);
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void aPartitionIsLetGoWhenItsCallsHaveEnded(int round) {
        List<PromptIssued> prompts = prompts(200, "gated");
        worker(QUICK).awaitAssigned();
        log.publish(prompts);
        await().atMost(LONG).until(() -> models.waiting() == 200);

        WorkerProcess second = worker(QUICK);
        await().atMost(LONG).until(() -> log.partitionsPerMember().size() == 2);
        await().during(Duration.ofSeconds(2))
                .atMost(LONG)
                .until(() -> !second.output().contains("Partitions assigned"));
        models.openGate();

        second.awaitAssigned();
        awaitCompletions(prompts);
        await().atMost(LONG).until(() -> log.uncommitted() == 0);
        assertThat(models.calls().values()).hasSize(200).allMatch(calls -> calls == 1);
        assertThat(log.completions().values()).allMatch(records -> records.size() == 1);
    }

    @Test
    void callsLongerThanTheDrainAreCancelledAndMadeAgain() {
        List<PromptIssued> prompts = prompts(60, "gated");
        worker(Map.of("SCALEWATCH_INFERENCE_DRAIN", "1s")).awaitAssigned();
        log.publish(prompts);
        await().atMost(LONG).until(() -> models.waiting() == 60);

        worker(Map.of("SCALEWATCH_INFERENCE_DRAIN", "1s")).awaitAssigned();
        await().atMost(LONG).until(() -> log.partitionsPerMember().equals(List.of(6, 6)));
        await().atMost(LONG).until(() -> models.waiting() > 60);
        models.openGate();

        awaitCompletions(prompts);
        assertThat(models.calls().values()).allMatch(calls -> calls <= 2);
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void aWorkerThatLeavesInPeaceLeavesNoCallToBeRepeated(int round) {
        List<PromptIssued> prompts = prompts(3_000, "slow-200");
        WorkerProcess first = worker(QUICK).awaitAssigned();
        worker(QUICK).awaitAssigned();
        await().atMost(LONG).until(() -> log.partitionsPerMember().equals(List.of(6, 6)));
        log.publish(prompts);
        await().atMost(LONG).until(() -> log.completions().size() > 100);

        first.terminate();

        assertThat(first.awaitEnd(LONG)).isEqualTo(143);
        awaitCompletions(prompts);
        await().atMost(LONG).until(() -> log.uncommitted() == 0);
        assertThat(models.calls().values()).hasSize(3_000).allMatch(calls -> calls == 1);
        assertThat(log.completions().values()).allMatch(records -> records.size() == 1);
    }

    @Test
    void theBrokerMayBeAway() throws IOException {
        List<PromptIssued> prompts = prompts(400, "gated");
        worker(QUICK).awaitAssigned();
        log.publish(prompts);
        await().atMost(LONG).until(() -> models.waiting() == 400);

        kafka.stop();
        models.openGate();
        kafka.startAgain();

        awaitCompletions(prompts);
        await().atMost(LONG).until(() -> log.uncommitted() == 0);
        assertThat(models.calls().values()).allMatch(calls -> calls == 1);
        List<PromptIssued> more = prompts(100, "good");
        log.publish(more);
        awaitCompletions(more);
    }

    @Test
    void topicsThatDontFitTogetherStopTheStart() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createPartitions(Map.of(Topics.COMPLETIONS, NewPartitions.increaseTo(13)))
                    .all()
                    .get();
        }

        WorkerProcess worker = worker(QUICK);

        assertThat(worker.awaitEnd(LONG)).isNotZero();
        assertThat(worker.output()).contains("must have the same number of partitions, but have 12 and 13");
    }

    @Test
    void aBadSettingStopsTheStartAndIsNamed() {
        WorkerProcess worker = worker(Map.of("SCALEWATCH_INFERENCE_DRAIN", "10m"));

        assertThat(worker.awaitEnd(LONG)).isNotZero();
        assertThat(worker.output()).contains("scalewatch.inference.drain must lie in");
    }

    private WorkerProcess worker(Map<String, String> environment) {
        WorkerProcess worker = WorkerProcess.start(kafka.bootstrapServers(), environment);
        workers.add(worker);
        return worker;
    }

    private void awaitCompletions(List<PromptIssued> prompts) {
        await().atMost(LONG)
                .until(() -> log.completions()
                        .keySet()
                        .containsAll(prompts.stream().map(PromptIssued::id).toList()));
    }

    private List<PromptIssued> prompts(int count, String model) {
        UUID ofThese = UUID.randomUUID();
        List<PromptIssued> prompts = new ArrayList<>();
        for (long index = 0; index < count; index++) {
            prompts.add(Prompts.prompt(new PromptId(ofThese, index, 0), "local", model));
        }
        return prompts;
    }
}
