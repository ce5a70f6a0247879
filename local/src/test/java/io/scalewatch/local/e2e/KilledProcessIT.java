package io.scalewatch.local.e2e;

import static org.awaitility.Awaitility.await;

import io.scalewatch.local.stack.LocalStack;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// SIGKILL in the middle of a run, to each process in turn, or to the one that `-Dkill.process` names: once, or
/// `-Dkill.rounds` times. Nothing is lost, and nothing is counted twice.
class KilledProcessIT {

    private static final List<String> PROCESSES =
            List.of("task-service", "inference-service", "scoring-service", "analysis-service", "kafka", "postgres");

    static Stream<Arguments> kills() {
        return IntStream.rangeClosed(1, Integer.getInteger("kill.rounds", 1))
                .boxed()
                .flatMap(round -> PROCESSES.stream()
                        .filter(process -> process.equals(System.getProperty("kill.process", process)))
                        .map(process -> Arguments.of(process, round)));
    }

    @ParameterizedTest
    @MethodSource("kills")
    void everyPromptIsCountedOnce(String process, int round) throws Exception {
        LocalStack stack = SharedStack.get();
        Evaluation evaluation = Evaluation.deploy(stack, "killed-" + process + "-" + round, Families.SIX_SLOW);
        UUID run = evaluation.run(List.of("distractor-arithmetic", "memo-trap"), 2);
        long planned = evaluation.show(run).get("planned").asLong();
        evaluation.awaitDone(run, planned / 5);

        SharedStack.kill(process);

        evaluation.assertEveryPromptCountedOnce(run);
        await().atMost(Duration.ofSeconds(60)).until(() -> SharedStack.isReady(process));
    }
}
