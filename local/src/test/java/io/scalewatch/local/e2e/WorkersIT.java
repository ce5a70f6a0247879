package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scalewatch.local.stack.LocalStack;
import io.scalewatch.local.stack.Service;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Workers come and go: which model calls are made twice. They are counted where it costs, at the models' server.
class WorkersIT {

    private static final String FIRST = "inference-service";

    private final LocalStack stack = SharedStack.get();
    private final ModelsAdmin models = ModelsAdmin.of(stack);
    private final Workers workers = new Workers(stack);
    private String second;
    private String third;

    @BeforeEach
    void threeWorkers() {
        // Others may have asked these models the same.
        models.countAnew();
        second = stack.add(Service.INFERENCE);
        third = stack.add(Service.INFERENCE);
        // A run that began before the partitions are shared out would have the first worker drain them for the others.
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(
                        () -> List.of(workers.partitions(FIRST), workers.partitions(second), workers.partitions(third)),
                        List.of(4, 4, 4)::equals);
    }

    @AfterEach
    void oneWorker() {
        models.heal(Families.SIX_COUNTED.keySet());
        stack.remove(second);
        stack.remove(third);
    }

    @Test
    void aKilledWorkersCallsInFlightAreRepeatedAndNoOthers() throws Exception {
        Evaluation evaluation = Evaluation.deploy(stack, "worker-killed", Families.SIX_COUNTED);
        // Every call takes longer than what follows, so that what is in flight stands still while it is counted.
        models.slow(Families.SIX_COUNTED.keySet(), 20_000);
        ModelsAdmin.Calls before = models.calls();
        UUID run = evaluation.run(List.of("distractor-arithmetic"), 1);
        // Until what may be out is out, at the workers, and at the server too.
        long start = before.all();
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            long published = evaluation.show(run).get("published").asLong();
            assertThat(published).isGreaterThanOrEqualTo(6 * 64);
            assertThat(models.calls().all() - start).isEqualTo(published);
            assertThat(workers.inFlight(FIRST) + workers.inFlight(second) + workers.inFlight(third))
                    .isEqualTo(published);
        });
        long inFlight = workers.inFlight(second);

        stack.halt(second);
        models.heal(Families.SIX_COUNTED.keySet());
        stack.start(second);

        evaluation.assertEveryPromptCountedOnce(run);
        long repeated = models.calls().repeated() - before.repeated();
        assertThat(repeated).isPositive().isLessThanOrEqualTo(inFlight);
    }

    @Test
    void aWorkerThatLeavesInPeaceRepeatsNothing() throws Exception {
        Evaluation evaluation = Evaluation.deploy(stack, "worker-leaving", Families.SIX_COUNTED);
        models.slow(Families.SIX_COUNTED.keySet(), 400);
        long before = models.calls().repeated();
        UUID run = evaluation.run(List.of("memo-trap", "sycophancy-factual"), 1);
        long planned = evaluation.show(run).get("planned").asLong();
        evaluation.awaitDone(run, planned / 10);

        stack.stop(second);
        evaluation.awaitDone(run, planned / 3);
        stack.start(second);

        evaluation.assertEveryPromptCountedOnce(run);
        assertThat(models.calls().repeated() - before).isZero();
    }
}
