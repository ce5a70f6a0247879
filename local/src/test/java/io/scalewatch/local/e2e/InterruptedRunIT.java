package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.local.stack.LocalStack;
import io.scalewatch.local.stack.StackOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole stack stopped in the middle of a run, as by Ctrl-C, and started again on the same data.
class InterruptedRunIT {

    @TempDir
    Path folder;

    @Test
    void isContinuedByTheNextStart() throws Exception {
        StackOptions options = StackOptions.in(folder.resolve("data"))
                .withSimulation(SharedStack.spec(folder))
                .saying(System.out::println);
        Evaluation evaluation;
        UUID run;
        try (LocalStack stack = LocalStack.start(options)) {
            evaluation = Evaluation.deploy(stack, "interrupted", Families.SIX_SLOW);
            run = evaluation.run(List.of("distractor-arithmetic", "memo-trap"), 3);
            evaluation.awaitDone(run, evaluation.show(run).get("planned").asLong() / 5);
            assertThat(evaluation.show(run).get("state").asText()).isEqualTo("RUNNING");
        }

        try (LocalStack stack = LocalStack.start(options)) {
            evaluation.continuedOn(stack).assertEveryPromptCountedOnce(run);
        }
    }
}
