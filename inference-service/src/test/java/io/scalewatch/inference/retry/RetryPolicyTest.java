package io.scalewatch.inference.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.inference.provider.CallResult.Failed;
import io.scalewatch.inference.testing.Prompts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryPolicyTest {

    private final RetryPolicy policy = new RetryPolicy(
            Map.of(
                    FailureKind.OVERLOADED, RetryRule.within(Duration.ofSeconds(60)),
                    FailureKind.UNREACHABLE, RetryRule.within(Duration.ofSeconds(10)),
                    FailureKind.SERVER_ERROR, RetryRule.tries(5),
                    FailureKind.TIMEOUT, RetryRule.tries(2)),
            3,
            Duration.ofMillis(100),
            Duration.ofSeconds(2));

    @Test
    void triesAsOftenAsTheKindAllows() {
        assertThat(waitAfter(failures(FailureKind.TIMEOUT, 1))).isPresent();
        assertThat(waitAfter(failures(FailureKind.TIMEOUT, 2))).isEmpty();
    }

    @Test
    void whatElseFailedDoesNotCount() {
        List<Failed> failures = new ArrayList<>(failures(FailureKind.OVERLOADED, 9));
        failures.addAll(failures(FailureKind.TIMEOUT, 1));

        assertThat(waitAfter(failures)).isPresent();
    }

    @Test
    void triesAnOverloadedEndpointAsLongAsThereIsTime() {
        List<Failed> failures = failures(FailureKind.OVERLOADED, 32);

        assertThat(policy.waitBeforeRetry(Prompts.id(9), failures, Duration.ofSeconds(58)))
                .isPresent();
        assertThat(policy.waitBeforeRetry(Prompts.id(9), failures, Duration.ofSeconds(60)))
                .isEmpty();
    }

    /// A server that says the same three times to the same request will go on saying it.
    @Test
    void theVerySameErrorIsTriedThreeTimesAndNoMore() {
        assertThat(waitAfter(List.of(error(1), error(1)))).isPresent();
        assertThat(waitAfter(List.of(error(1), error(1), error(1)))).isEmpty();
        assertThat(waitAfter(List.of(error(1), error(2), error(1)))).isPresent();
        assertThat(waitAfter(List.of(error(1), error(2), error(3), error(4)))).isPresent();
        assertThat(waitAfter(List.of(error(1), error(2), error(3), error(4), error(5))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"REJECTED", "WRONG_VERSION", "UNKNOWN_ENDPOINT", "DEADLINE", "UNSCORABLE"})
    void aKindThatIsNotListedIsNeverTriedAgain(FailureKind kind) {
        assertThat(waitAfter(failures(kind, 1))).isEmpty();
    }

    @Test
    void anEndpointThatIsDownIsWaitedForAsLongAsOneThatCanNotBeReached() {
        Failed down = new Failed(FailureKind.SERVER_ERROR, "down", Optional.of(Duration.ofSeconds(1)));

        assertThat(policy.waitWhileDown(Prompts.id(9), down, 1, Duration.ofSeconds(8), Duration.ZERO))
                .isPresent();
        assertThat(policy.waitWhileDown(Prompts.id(9), down, 1, Duration.ofSeconds(10), Duration.ZERO))
                .isEmpty();
        assertThat(policy.waitWhileDown(Prompts.id(9), down, 1, Duration.ofSeconds(10), Duration.ofSeconds(5)))
                .as("as long as a call tries")
                .isPresent();
    }

    @Test
    void theWaitForAnEndpointThatIsDownStaysWhatItAsksFor() {
        Failed down = new Failed(FailureKind.UNREACHABLE, "down", Optional.of(Duration.ofSeconds(1)));

        for (int waits = 1; waits < 20; waits++) {
            Duration wait = policy.waitWhileDown(Prompts.id(9), down, waits, Duration.ZERO, Duration.ZERO)
                    .orElseThrow();
            assertThat(wait.toMillis()).isBetween(1_050L, 1_100L);
        }
    }

    @Test
    void waitsDoubleUpToTheCapWithAtMostHalfTakenOff() {
        for (long index = 0; index < 1_000; index++) {
            for (int made = 1; made <= 4; made++) {
                Duration wait = policy.waitBeforeRetry(
                                Prompts.id(index), failures(FailureKind.OVERLOADED, made), Duration.ZERO)
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
                .map(id -> policy.waitBeforeRetry(id, failures(FailureKind.OVERLOADED, 4), Duration.ZERO))
                .distinct()
                .count();

        assertThat(distinct).isGreaterThan(300);
    }

    @Test
    void theSamePromptWaitsAlikeEachTime() {
        assertThat(waitAfter(failures(FailureKind.OVERLOADED, 3)))
                .isEqualTo(waitAfter(failures(FailureKind.OVERLOADED, 3)));
    }

    @Test
    void whatTheEndpointAsksForIsHonoured() {
        Failed failed = new Failed(FailureKind.OVERLOADED, "busy", Optional.of(Duration.ofMillis(1_500)));

        assertThat(policy.waitBeforeRetry(Prompts.id(1), List.of(failed), Duration.ZERO))
                .contains(Duration.ofMillis(1_500));
    }

    @Test
    void whatTheEndpointAsksForIsCapped() {
        Failed failed = new Failed(FailureKind.OVERLOADED, "busy", Optional.of(Duration.ofDays(2)));

        assertThat(policy.waitBeforeRetry(Prompts.id(1), List.of(failed), Duration.ZERO))
                .contains(Duration.ofSeconds(2));
    }

    @Test
    void anEndpointThatAsksForNoWaitGetsTheBackoffAllTheSame() {
        Failed failed = new Failed(FailureKind.OVERLOADED, "busy", Optional.of(Duration.ZERO));

        assertThat(policy.waitBeforeRetry(Prompts.id(1), List.of(failed), Duration.ZERO)
                        .orElseThrow())
                .isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    private Optional<Duration> waitAfter(List<Failed> failures) {
        return policy.waitBeforeRetry(Prompts.id(9), failures, Duration.ofSeconds(1));
    }

    private static List<Failed> failures(FailureKind kind, int count) {
        return Collections.nCopies(count, new Failed(kind, "reason"));
    }

    private static Failed error(int said) {
        return new Failed(FailureKind.SERVER_ERROR, "HTTP status 500", Optional.empty(), said);
    }
}
