package io.scalewatch.local.e2e;

import static org.awaitility.Awaitility.await;

import io.scalewatch.local.stack.LocalStack;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// SIGKILL in the middle of a run, to each process in turn: nothing is lost, and nothing is counted twice.
class KilledProcessIT {

    @ParameterizedTest
    @ValueSource(
            strings = {"task-service", "inference-service", "scoring-service", "analysis-service", "kafka", "postgres"})
    void everyPromptIsCountedOnce(String process) throws Exception {
        LocalStack stack = SharedStack.get();
        Evaluation evaluation = Evaluation.deploy(stack, "killed-" + process, Families.SIX_SLOW);
        UUID run = evaluation.run(List.of("distractor-arithmetic", "memo-trap"), 2);
        long planned = evaluation.show(run).get("planned").asLong();
        evaluation.awaitDone(run, planned / 5);

        SharedStack.kill(process);

        evaluation.assertEveryPromptCountedOnce(run);
        await().atMost(Duration.ofSeconds(60)).until(() -> SharedStack.isReady(process));
    }
}
