package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scalewatch.local.stack.LocalStack;
import io.scalewatch.local.stack.Service;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Four rounds; `-Dscorers.rounds=10` makes ten.
class ScorersIT {

    private static final int ROUNDS = Integer.getInteger("scorers.rounds", 4);

    /// So that the run lasts longer than the rounds.
    private static final int LONG_MILLIS = 3_000;

    @Test
    void aSecondScorerThatJoinsAndLeavesAgainAndAgainLosesAndRepeatsNothing() throws Exception {
        LocalStack stack = SharedStack.get();
        Evaluation evaluation = Evaluation.deploy(stack, "scorers", Families.SIX_SLOW);
        String second = stack.add(Service.SCORING);
        await().atMost(Duration.ofSeconds(60)).until(() -> stack.isReady(second));
        ModelsAdmin models = ModelsAdmin.of(stack);
        models.slow(Families.SIX_SLOW.keySet(), LONG_MILLIS);
        UUID run =
                evaluation.run(List.of("distractor-arithmetic", "memo-trap", "sycophancy-factual", "negation-qa"), 3);
        long planned = evaluation.show(run).get("planned").asLong();
        evaluation.awaitDone(run, planned / 50);

        for (int round = 0; round < ROUNDS; round++) {
            stack.stop(second);
            stack.start(second);
            await().atMost(Duration.ofSeconds(60)).until(() -> stack.isReady(second));
        }
        long left = planned - evaluation.show(run).get("scored").asLong();
        models.slow(Families.SIX_SLOW.keySet(), Families.SLOW_MILLIS);
        stack.remove(second);

        assertThat(left)
                .as("prompts that were still to be scored after the last round")
                .isPositive();
        evaluation.assertEveryPromptCountedOnce(run);
        assertThat(ScoresLog.of(run, stack.kafkaBootstrap()).records())
                .as("each completion was scored in one committed transaction")
                .hasSize((int) planned);
    }
}
