package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scalewatch.local.stack.LocalStack;
import io.scalewatch.local.stack.Service;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What an upgrade does: every instance of every service is stopped in peace and started again, one after the other,
/// in the middle of a run.
class RollingRestartIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    /// So that the run lasts longer than the restarts.
    private static final int LONG_MILLIS = 3_000;

    private final LocalStack stack = SharedStack.get();

    @Test
    void nothingIsLostOrCountedTwice() throws Exception {
        String secondWorker = stack.add(Service.INFERENCE);
        String secondScorer = stack.add(Service.SCORING);
        await().atMost(LIMIT).until(() -> stack.isReady(secondWorker) && stack.isReady(secondScorer));
        Evaluation evaluation = Evaluation.deploy(stack, "rolling", Families.SIX_SLOW);
        ModelsAdmin models = ModelsAdmin.of(stack);
        models.slow(Families.SIX_SLOW.keySet(), LONG_MILLIS);
        UUID run =
                evaluation.run(List.of("distractor-arithmetic", "memo-trap", "sycophancy-factual", "negation-qa"), 3);
        long planned = evaluation.show(run).get("planned").asLong();
        evaluation.awaitDone(run, planned / 50);

        for (String instance : List.of(
                "scoring-service",
                secondScorer,
                "inference-service",
                secondWorker,
                "analysis-service",
                "task-service")) {
            stack.stop(instance);
            stack.start(instance);
            await().atMost(LIMIT).until(() -> stack.isReady(instance));
        }
        long left = planned - evaluation.show(run).get("scored").asLong();
        models.slow(Families.SIX_SLOW.keySet(), Families.SLOW_MILLIS);
        stack.remove(secondWorker);
        stack.remove(secondScorer);

        assertThat(left).as("prompts still to be scored after the restarts").isPositive();
        evaluation.assertEveryPromptCountedOnce(run);
    }
}
