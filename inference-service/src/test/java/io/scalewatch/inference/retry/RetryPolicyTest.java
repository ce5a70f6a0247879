package io.scalewatch.inference.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.inference.provider.CallResult.Failed;
import io.scalewatch.inference.testing.Prompts;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryPolicyTest {

    private final RetryPolicy policy = new RetryPolicy(
            Map.of(FailureKind.OVERLOADED, 5, FailureKind.SERVER_ERROR, 3),
            Duration.ofMillis(100),
            Duration.ofSeconds(2));

    @Test
    void triesAsOftenAsTheKindAllows() {
        assertThat(waitAfter(FailureKind.SERVER_ERROR, 1)).isPresent();
        assertThat(waitAfter(FailureKind.SERVER_ERROR, 2)).isPresent();
        assertThat(waitAfter(FailureKind.SERVER_ERROR, 3)).isEmpty();
        assertThat(waitAfter(FailureKind.OVERLOADED, 4)).isPresent();
        assertThat(waitAfter(FailureKind.OVERLOADED, 5)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"REJECTED", "WRONG_VERSION", "UNKNOWN_ENDPOINT", "DEADLINE"})
    void aKindThatIsNotListedIsNeverTriedAgain(FailureKind kind) {
        assertThat(waitAfter(kind, 1)).isEmpty();
    }

    @Test
    void waitsDoubleUpToTheCapWithAtMostHalfTakenOff() {
        for (long index = 0; index < 1_000; index++) {
            for (int made = 1; made <= 4; made++) {
                Duration wait = policy.waitBeforeRetry(
                                Prompts.id(index), new Failed(FailureKind.OVERLOADED, "busy"), made)
                        .orElseThrow();

                long full = 100L << (made - 1);
                assertThat(wait.toMillis()).isBetween(full / 2, full);
            }
        }
    }

    @Test
    void promptsThatFailedTogetherDontComeBackTogether() {
        long distinct = LongStream.range(0, 1_000)
                .mapToObj(Prompts::id)
                .map(id -> policy.waitBeforeRetry(id, new Failed(FailureKind.OVERLOADED, "busy"), 4))
                .distinct()
                .count();

        assertThat(distinct).isGreaterThan(300);
    }

    @Test
    void theSamePromptWaitsAlikeEachTime() {
        assertThat(waitAfter(FailureKind.OVERLOADED, 3)).isEqualTo(waitAfter(FailureKind.OVERLOADED, 3));
    }

    @Test
    void whatTheEndpointAsksForIsHonoured() {
        Failed failed = new Failed(FailureKind.OVERLOADED, "busy", Optional.of(Duration.ofMillis(1_500)));

        assertThat(policy.waitBeforeRetry(Prompts.id(1), failed, 1)).contains(Duration.ofMillis(1_500));
    }

    @Test
    void whatTheEndpointAsksForIsCapped() {
        Failed failed = new Failed(FailureKind.OVERLOADED, "busy", Optional.of(Duration.ofDays(2)));

        assertThat(policy.waitBeforeRetry(Prompts.id(1), failed, 1)).contains(Duration.ofSeconds(2));
    }

    @Test
    void anEndpointThatAsksForNoWaitGetsTheBackoffAllTheSame() {
        Failed failed = new Failed(FailureKind.OVERLOADED, "busy", Optional.of(Duration.ZERO));

        assertThat(policy.waitBeforeRetry(Prompts.id(1), failed, 1).orElseThrow())
                .isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    private Optional<Duration> waitAfter(FailureKind kind, int made) {
        return policy.waitBeforeRetry(Prompts.id(9), new Failed(kind, "reason"), made);
    }
}
