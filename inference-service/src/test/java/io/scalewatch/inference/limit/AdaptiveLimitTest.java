package io.scalewatch.inference.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptiveLimitTest {

    private static final Duration COOLDOWN = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final long SECOND = 1_000_000_000L;

    private final AdaptiveLimit limit = new AdaptiveLimit(16, 1_000, COOLDOWN, QUIET);

    @Test
    void doublesInTheTimeOfACallUntilItIsTooMuch() {
        answer(16, 16, 0);

        assertThat(limit.current()).isEqualTo(32);

        limit.tooMuch(Duration.ZERO, 0);
        assertThat(limit.current()).isEqualTo(24);

        answer(24, 24, SECOND);
        assertThat(limit.current()).as("by one in the time of a call").isEqualTo(24 + 1 - 1);
        answer(2, 24, SECOND);
        assertThat(limit.current()).isEqualTo(25);
    }

    @Test
    void growsOnlyWhereItIsWhatLimits() {
        answer(1_000, 7, 0);

        assertThat(limit.current()).isEqualTo(16);
    }

    @Test
    void neverPassesTheMost() {
        answer(5_000, 1_000, 0);

        assertThat(limit.current()).isEqualTo(1_000);
    }

    @Test
    void shrinksOncePerCooldownAndNeverBelowOne() {
        limit.tooMuch(Duration.ZERO, 0);
        limit.tooMuch(Duration.ZERO, SECOND / 2);
        assertThat(limit.current()).isEqualTo(12);

        for (int second = 1; second < 100; second++) {
            limit.tooMuch(Duration.ZERO, second * SECOND);
        }
        assertThat(limit.current()).isEqualTo(1);
    }

    @Test
    void aLongerWaitThatIsAskedForIsALongerCooldown() {
        limit.tooMuch(Duration.ofSeconds(10), 0);
        limit.tooMuch(Duration.ZERO, 9 * SECOND);
        assertThat(limit.current()).isEqualTo(12);

        limit.tooMuch(Duration.ZERO, 10 * SECOND);
        assertThat(limit.current()).isEqualTo(9);
    }

    @Test
    void whatIsAskedForWithoutEndIsAMinute() {
        limit.tooMuch(Duration.ofSeconds(Long.MAX_VALUE), 0);
        limit.tooMuch(Duration.ZERO, 59 * SECOND);
        assertThat(limit.current()).isEqualTo(12);

        limit.tooMuch(Duration.ZERO, 60 * SECOND);
        assertThat(limit.current()).isEqualTo(9);
    }

    @Test
    void doublesAgainWhenNothingWasTooMuchForAWhile() {
        limit.tooMuch(Duration.ZERO, 0);

        answer(12, 12, 5 * SECOND);

        assertThat(limit.current()).isEqualTo(24);
    }

    @Test
    void refusesALimitThatCanBeNone() {
        assertThatThrownBy(() -> new AdaptiveLimit(0, 10, COOLDOWN, QUIET))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AdaptiveLimit(11, 10, COOLDOWN, QUIET))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// Random outages, from a seed: the endpoint bears fewer calls or none, answers with errors, or asks for
    /// long waits. Whatever it was, 30 s after the last one the limit is what the endpoint bears (or a bit
    /// less, where it has just been cut), and time and again never below 1 or above the most.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void alwaysRecovers(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int bears = random.nextInt(2, 1_500);
        Endpoint endpoint = new Endpoint(limit, random, random.nextInt(5, 2_000));
        for (int outage = 0; outage < 10; outage++) {
            endpoint.run(random.nextInt(1, 60), random.nextInt(0, 100), random.nextInt(0, 100), random.nextInt(0, 20));
            endpoint.run(random.nextInt(0, 20), bears, 0, 0);
        }

        // The last wait that was asked for has passed, and the limit has doubled ten times at most.
        endpoint.run(20 + 30, bears, 0, 0);

        int expected = Math.min(bears, 1_000);
        assertThat(endpoint.largestOfTheLastSeconds()).isGreaterThanOrEqualTo((int) (0.9 * expected));
    }

    private void answer(int times, int inUse, long now) {
        for (int i = 0; i < times; i++) {
            limit.answered(inUse, now);
        }
    }

    /// An endpoint in a time of its own, called as often as the limit allows.
    private static final class Endpoint {

        private static final long STEP = 5_000_000;

        private record Call(long ends, boolean tooMuch, boolean error) {}

        private final AdaptiveLimit limit;
        private final SplittableRandom random;
        private final long latency;
        private final Queue<Call> calls = new ArrayDeque<>();
        private long now;
        private int largest;

        Endpoint(AdaptiveLimit limit, SplittableRandom random, int latencyMillis) {
            this.limit = limit;
            this.random = random;
            this.latency = latencyMillis * 1_000_000L;
        }

        /// @param bears calls at one time; more are too much
        /// @param errors in 100 calls
        /// @param wait seconds that it asks for with too much
        void run(int seconds, int bears, int errors, int wait) {
            largest = 0;
            long end = now + seconds * SECOND;
            for (; now < end; now += STEP) {
                while (!calls.isEmpty() && calls.peek().ends() <= now) {
                    Call call = calls.remove();
                    int before = limit.current();
                    if (call.tooMuch()) {
                        limit.tooMuch(Duration.ofSeconds(wait), now);
                        assertThat(limit.current()).isLessThanOrEqualTo(before);
                    } else if (!call.error()) {
                        limit.answered(calls.size() + 1, now);
                        assertThat(limit.current()).isGreaterThanOrEqualTo(before);
                    }
                    assertThat(limit.current()).isBetween(1, 1_000);
                }
                while (calls.size() < limit.current()) {
                    boolean tooMuch = calls.size() >= bears;
                    calls.add(new Call(now + latency, tooMuch, !tooMuch && random.nextInt(100) < errors));
                }
                if (end - now <= 10 * SECOND) {
                    largest = Math.max(largest, limit.current());
                }
            }
        }

        int largestOfTheLastSeconds() {
            return largest;
        }
    }
}
