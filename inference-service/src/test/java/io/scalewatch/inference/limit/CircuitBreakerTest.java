package io.scalewatch.inference.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.inference.provider.CallResult.Failed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Failed DEAD = new Failed(FailureKind.UNREACHABLE, "no connection");

    private final CircuitBreaker breaker = new CircuitBreaker(3, Duration.ofSeconds(1), Duration.ofSeconds(4));

    @Test
    void failuresInARowOpenIt() {
        fail(2, 0);
        breaker.lives();
        fail(2, 0);
        assertThat(breaker.refusal(0)).isEmpty();

        fail(1, 0);

        assertThat(breaker.refusal(SECOND / 4)).hasValueSatisfying(refused -> {
            assertThat(refused.why().kind()).isEqualTo(FailureKind.UNREACHABLE);
            assertThat(refused.why().message()).endsWith("its last calls failed: no connection");
            assertThat(refused.why().retryAfter()).contains(Duration.ofMillis(750));
            assertThat(refused.trying()).isFalse();
        });
    }

    @Test
    void oneCallTriesAndItsAnswerClosesIt() {
        fail(3, 0);

        assertThat(breaker.refusal(SECOND)).isEmpty();
        breaker.begins();
        assertThat(breaker.refusal(SECOND))
                .as("another one meanwhile")
                .hasValueSatisfying(refused -> assertThat(refused.trying()).isTrue());
        breaker.lives();

        assertThat(breaker.refusal(SECOND)).isEmpty();
    }

    @Test
    void aTryThatFailsDoublesThePauseUpToTheLongest() {
        fail(3, 0);
        long now = SECOND;
        for (long pause : new long[] {2, 4, 4}) {
            breaker.begins();
            fail(1, now);
            assertThat(breaker.refusal(now + pause * SECOND - 1)).isPresent();
            assertThat(breaker.refusal(now + pause * SECOND)).isEmpty();
            now += pause * SECOND;
        }
    }

    @Test
    void aTryThatIsGivenUpLetsAnotherTry() {
        fail(3, 0);
        breaker.begins();

        breaker.givenUp(SECOND);

        assertThat(breaker.refusal(SECOND)).isEmpty();
    }

    @Test
    void theLateFailuresOfCallsFromBeforeChangeNothing() {
        fail(3, 0);

        fail(50, SECOND / 2);

        assertThat(breaker.refusal(SECOND)).isEmpty();
    }

    private void fail(int times, long now) {
        for (int i = 0; i < times; i++) {
            breaker.fails(DEAD, now);
        }
    }
}
