package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.local.stack.LocalStack;
import io.scalewatch.local.stack.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Workers come and go: which model calls are made twice. They are counted where it costs, at the models' server.
class WorkersIT {

    private static final String FIRST = "inference-service";

    private final LocalStack stack = SharedStack.get();
    private final Http http = new Http();
    private final Workers workers = new Workers(stack);
    private String second;
    private String third;

    @BeforeEach
    void threeWorkers() {
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
        slow(0);
        stack.remove(second);
        stack.remove(third);
    }

    @Test
    void aKilledWorkersCallsInFlightAreRepeatedAndNoOthers() throws Exception {
        Evaluation evaluation = Evaluation.deploy(stack, "worker-killed", Families.SIX_COUNTED);
        // Every call takes longer than what follows, so that what is in flight stands still while it is counted.
        slow(20_000);
        JsonNode before = calls();
        UUID run = evaluation.run(List.of("distractor-arithmetic"), 1);
        // Until what may be out is out, at the workers, and at the server too.
        long start = before.get("calls").asLong();
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            long published = evaluation.show(run).get("published").asLong();
            assertThat(published).isGreaterThanOrEqualTo(6 * 64);
            assertThat(calls().get("calls").asLong() - start).isEqualTo(published);
            assertThat(workers.inFlight(FIRST) + workers.inFlight(second) + workers.inFlight(third))
                    .isEqualTo(published);
        });
        long inFlight = workers.inFlight(second);

        stack.halt(second);
        slow(0);
        stack.start(second);

        evaluation.assertEveryPromptCountedOnce(run);
        long repeated =
                calls().get("repeated").asLong() - before.get("repeated").asLong();
        assertThat(repeated).isPositive().isLessThanOrEqualTo(inFlight);
    }

    @Test
    void aWorkerThatLeavesInPeaceRepeatsNothing() throws Exception {
        Evaluation evaluation = Evaluation.deploy(stack, "worker-leaving", Families.SIX_COUNTED);
        slow(400);
        long before = calls().get("repeated").asLong();
        UUID run = evaluation.run(List.of("memo-trap", "sycophancy-factual"), 1);
        long planned = evaluation.show(run).get("planned").asLong();
        evaluation.awaitDone(run, planned / 10);

        stack.stop(second);
        evaluation.awaitDone(run, planned / 3);
        stack.start(second);

        evaluation.assertEveryPromptCountedOnce(run);
        assertThat(calls().get("repeated").asLong() - before).isZero();
    }

    private void slow(int millis) {
        for (String model : Families.SIX_COUNTED.keySet()) {
            String kind = millis == 0 ? "none" : "slow";
            Http.Answer answer = http.put(
                    stack.models().resolve("/admin/models/" + model + "/fault"),
                    Map.of("kind", kind, "latencyMs", millis));
            assertThat(answer.status()).isBetween(200, 299);
        }
    }

    private JsonNode calls() {
        return http.get(stack.models().resolve("/admin/calls")).body();
    }
}
