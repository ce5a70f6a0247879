package io.scalewatch.task.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.embedded.test.StackResource;
import io.scalewatch.task.progress.ScoresRead.Entry;
import io.scalewatch.task.runs.RunLab;
import io.scalewatch.task.runs.RunView;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Batches of scores against the real database, as several instances of the service would bring them. The
/// partitions are ones that `scores` does not have, so that the running service stays out of it.
@QuarkusTest
@WithTestResource(StackResource.class)
class ProgressStoreIT {

    @Inject
    RunLab lab;

    @Inject
    ProgressStore store;

    @Inject
    ScoresOffsets offsets;

    private UUID run(String family) {
        lab.family(family, 2);
        return lab.run("""
                {"families": ["%s"], "tasks": ["memo-trap"], "priority": -1}""".formatted(family));
    }

    private static ScoresRead read(int partition, long first, List<CompletionScored> scores) {
        List<Entry> entries = new ArrayList<>();
        for (CompletionScored score : scores) {
            entries.add(new Entry(first + entries.size(), score));
        }
        return new ScoresRead(partition, entries, first + entries.size());
    }

    @Test
    void aConsumerThatWasReplacedChangesNothing() {
        UUID run = run("progress-it-1");
        offsets.begin(Map.of(1001, 0L));
        ScoresRead batch = read(1001, 0, List.of(Scores.label(run, 0, 0), Scores.label(run, 1, 0)));
        store.apply(List.of(batch), Map.of());

        // It read the same records before the rebalance, and brings them now, as failures even.
        ProgressStore.Applied late = store.apply(
                List.of(read(
                        1001,
                        0,
                        List.of(
                                Scores.failure(run, 2, 0, FailureKind.TIMEOUT),
                                Scores.failure(run, 3, 0, FailureKind.TIMEOUT)))),
                Map.of(1001, 0L));

        assertThat(late.overtaken()).isEqualTo(2);
        assertThat(late.scored() + late.failed()).isZero();
        assertThat(late.stored()).containsEntry(1001, 2L);
        assertThat(lab.show(run).scored()).isEqualTo(2);
        assertThat(lab.show(run).failed()).isZero();
        cancel(run);
    }

    @Test
    void ofABatchThatWasOvertakenInPartTheRestIsCounted() {
        UUID run = run("progress-it-2");
        offsets.begin(Map.of(1002, 0L));
        store.apply(List.of(read(1002, 0, List.of(Scores.label(run, 0, 0)))), Map.of());

        ProgressStore.Applied rest = store.apply(
                List.of(read(1002, 0, List.of(Scores.label(run, 0, 0), Scores.label(run, 1, 0)))), Map.of());

        assertThat(rest.overtaken()).isEqualTo(1);
        assertThat(rest.scored()).isEqualTo(1);
        assertThat(rest.stored()).containsEntry(1002, 2L);
        cancel(run);
    }

    @Test
    void aDatabaseThatWentBackIsNoticedAndNothingIsCounted() {
        UUID run = run("progress-it-3");
        offsets.begin(Map.of(1003, 50L));

        assertThatThrownBy(() ->
                        store.apply(List.of(read(1003, 70, List.of(Scores.label(run, 0, 0)))), Map.of(1003, 70L)))
                .hasStackTraceContaining("went back to 50");
        assertThat(lab.show(run).scored()).isZero();
        assertThat(offsets.all()).containsEntry(1003, 50L);
        cancel(run);
    }

    @Test
    void saysOfWhichKindsTheFailuresWereUntilTheyAreAskedAgain() {
        UUID run = run("progress-it-5");
        offsets.begin(Map.of(1005, 0L));
        store.apply(
                List.of(read(
                        1005,
                        0,
                        List.of(
                                Scores.failure(run, 0, 0, FailureKind.TIMEOUT),
                                Scores.failure(run, 1, 0, FailureKind.OVERLOADED),
                                Scores.failure(run, 2, 0, FailureKind.TIMEOUT),
                                Scores.failure(run, 2, 0, FailureKind.OVERLOADED)))),
                Map.of());
        store.apply(List.of(read(1005, 4, List.of(Scores.failure(run, 4, 0, FailureKind.TIMEOUT)))), Map.of());

        assertThat(lab.show(run).failures())
                .extracting(RunView.Failures::kind, RunView.Failures::failed)
                .containsExactly(tuple(FailureKind.TIMEOUT, 3L), tuple(FailureKind.OVERLOADED, 1L));
        assertThat(lab.show(run).failures().getFirst().model())
                .isNotEqualTo(lab.show(run).failures().getLast().model());

        RestAssured.post("/api/runs/" + run + "/retry-failed").then().statusCode(200);
        assertThat(lab.show(run).failures()).isEmpty();
        cancel(run);
    }

    /// Two instances, the same records in different batches and orders, all at once.
    @Test
    void instancesThatCompeteCountEverythingOnce() throws InterruptedException, ExecutionException {
        UUID run = run("progress-it-4");
        int planned = (int) lab.show(run).planned();
        List<List<ScoresRead>> batches = new ArrayList<>();
        for (int partition = 1010; partition < 1014; partition++) {
            offsets.begin(Map.of(partition, 0L));
            List<CompletionScored> scores = new ArrayList<>();
            for (long index = partition - 1010; index < planned; index += 4) {
                scores.add(Scores.label(run, index, 0));
            }
            batches.add(slices(partition, scores, 25));
        }

        try (ExecutorService instances = Executors.newFixedThreadPool(4)) {
            List<Future<?>> done = new ArrayList<>();
            for (int instance = 0; instance < 4; instance++) {
                Random random = new Random(instance);
                List<List<ScoresRead>> mine = new ArrayList<>(batches);
                Collections.shuffle(mine, random);
                done.add(instances.submit(() -> {
                    // In the order of each partition, as Kafka delivers, and every batch twice.
                    for (int slice = 0; slice < mine.getFirst().size(); slice++) {
                        List<ScoresRead> together = new ArrayList<>();
                        for (List<ScoresRead> partition : mine) {
                            together.add(partition.get(slice));
                        }
                        store.apply(together, Map.of());
                        store.apply(together, Map.of());
                    }
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        }

        assertThat(lab.show(run).scored()).isEqualTo(planned);
        assertThat(lab.show(run).failed()).isZero();
    }

    private static List<ScoresRead> slices(int partition, List<CompletionScored> scores, int size) {
        List<ScoresRead> slices = new ArrayList<>();
        for (int from = 0; from < scores.size(); from += size) {
            slices.add(read(partition, from, scores.subList(from, Math.min(from + size, scores.size()))));
        }
        return slices;
    }

    private static void cancel(UUID run) {
        RestAssured.post("/api/runs/" + run + "/cancel").then().statusCode(200);
    }
}
