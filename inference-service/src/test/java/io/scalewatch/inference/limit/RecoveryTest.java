package io.scalewatch.inference.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.TokenUsage;
import io.scalewatch.inference.provider.CallResult;
import io.scalewatch.inference.provider.CallResult.Answered;
import io.scalewatch.inference.provider.CallResult.Failed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Limit and breaker together, in a time of their own: whatever an endpoint has done, soon after it behaves again
/// it is called as often as before. It always recovers.
class RecoveryTest {

    private static final long SECOND = 1_000_000_000L;
    private static final int MOST = 64;
    private static final long CALL_TIMEOUT = 10 * SECOND;
    /// Until the limit doubles again, and the longest pause of an endpoint that was down.
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    /// Six outages of random kinds and lengths, in a row or with peace between; then peace. From the time on that
    /// the breaker may still be open, calls may still hang and the limit is quiet and doubles, nothing is missing
    /// of the answers per second from before.
    @ParameterizedTest
    @MethodSource("seeds")
    void anEndpointIsCalledAsOftenAsBeforeWhateverItDid(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Endpoint endpoint = new Endpoint(random);
        endpoint.run(30 * SECOND, Weather.FAIR);
        double before = endpoint.run(20 * endpoint.latency, Weather.FAIR);

        for (int outage = 0; outage < 6; outage++) {
            endpoint.run(random.nextInt(1, 60) * SECOND, Weather.random(random));
            if (random.nextBoolean()) {
                endpoint.run(random.nextInt(0, 20) * SECOND, Weather.FAIR);
            }
        }

        double doublings = Math.log(MOST) / Math.log(2) + 1;
        endpoint.run(
                LONGEST_PAUSE.toNanos() + CALL_TIMEOUT + QUIET.toNanos() + (long) (doublings * endpoint.latency),
                Weather.FAIR);
        assertThat(endpoint.run(20 * endpoint.latency, Weather.FAIR))
                .as("answers per second, calls of %s s", endpoint.latency / 1e9)
                .isGreaterThanOrEqualTo(0.9 * before);
        assertThat(endpoint.held).as("places are given back").isLessThanOrEqualTo(MOST);
    }

    /// What part of its calls an endpoint answers with what.
    ///
    /// @param bears calls at one time; more get a 429
    /// @param retryAfter seconds that it asks for with each 429
    private record Weather(
            double tooMuch, double error, double hung, double unreachable, double rejected, int bears, int retryAfter) {

        static final Weather FAIR = new Weather(0, 0, 0, 0, 0, Integer.MAX_VALUE, 0);

        static Weather random(SplittableRandom random) {
            int retryAfter = random.nextInt(4) == 0 ? random.nextInt(0, 86_400) : random.nextInt(0, 5);
            double share = random.nextInt(3) == 0 ? 1 : random.nextDouble();
            return switch (random.nextInt(7)) {
                case 0 -> new Weather(share, 0, 0, 0, 0, Integer.MAX_VALUE, retryAfter);
                case 1 -> new Weather(0, share, 0, 0, 0, Integer.MAX_VALUE, 0);
                case 2 -> new Weather(0, 0, share, 0, 0, Integer.MAX_VALUE, 0);
                case 3 -> new Weather(0, 0, 0, share, 0, Integer.MAX_VALUE, 0);
                case 4 -> new Weather(0, 0, 0, 0, share, Integer.MAX_VALUE, 0);
                case 5 -> new Weather(0, 0, 0, 0, 0, random.nextInt(0, MOST), retryAfter);
                default ->
                    new Weather(
                            share / 5, share / 5, share / 5, share / 5, share / 5, random.nextInt(1, MOST), retryAfter);
            };
        }
    }

    /// Called as often as it may be. Who is refused comes again after what the refusal says.
    private static final class Endpoint {

        private static final long STEP = 20_000_000;
        private static final Answered ANSWER = new Answered(
                "42", Optional.empty(), TokenUsage.NONE, Optional.empty(), Optional.empty(), Optional.empty());

        private record Call(long ends, CallResult result) {}

        private final SplittableRandom random;
        private final long latency;
        private final PriorityQueue<Call> calls = new PriorityQueue<>((a, b) -> Long.compare(a.ends() - b.ends(), 0));
        private final EndpointLimiter limiter;
        private long now;
        private long refusedUntil;
        private int held;

        Endpoint(SplittableRandom random) {
            this.random = random;
            this.latency = random.nextLong(1, 150) * STEP;
            this.limiter = new EndpointLimiter(
                    new AdaptiveLimit(random.nextInt(1, 65), MOST, Duration.ofSeconds(1), QUIET),
                    new CircuitBreaker(random.nextInt(1, 100), Duration.ofSeconds(1), LONGEST_PAUSE),
                    () -> now);
        }

        /// @return answers per second
        double run(long nanos, Weather weather) {
            long answers = 0;
            long end = now + nanos;
            for (; now < end; now += STEP) {
                while (!calls.isEmpty() && calls.peek().ends() <= now) {
                    CallResult result = calls.remove().result();
                    answers += result instanceof Answered ? 1 : 0;
                    held--;
                    limiter.ended(result);
                    limiter.vacate();
                    assertThat(limiter.current()).isBetween(1, MOST);
                }
                begin(weather);
            }
            return answers / (nanos / 1e9);
        }

        private void begin(Weather weather) {
            List<Call> begun = new ArrayList<>();
            while (now >= refusedUntil) {
                switch (acquire()) {
                    case Admission.Granted _ -> {
                        held++;
                        begun.add(call(weather));
                    }
                    case Admission.Refused refused ->
                        refusedUntil =
                                now + refused.why().retryAfter().orElseThrow().toNanos();
                    case Admission.TimedOut _, Admission.Moved _ -> {
                        calls.addAll(begun);
                        return;
                    }
                }
            }
            calls.addAll(begun);
        }

        private Admission acquire() {
            try {
                return limiter.acquire(Duration.ZERO);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        private Call call(Weather weather) {
            if (held > weather.bears()) {
                return new Call(now + STEP, tooMuch(weather));
            }
            double drawn = random.nextDouble();
            if ((drawn -= weather.tooMuch()) < 0) {
                return new Call(now + STEP, tooMuch(weather));
            }
            if ((drawn -= weather.error()) < 0) {
                return new Call(now + latency, new Failed(FailureKind.SERVER_ERROR, "HTTP status 500"));
            }
            if ((drawn -= weather.hung()) < 0) {
                return new Call(now + CALL_TIMEOUT, new Failed(FailureKind.TIMEOUT, "no answer"));
            }
            if ((drawn -= weather.unreachable()) < 0) {
                return new Call(now + STEP, new Failed(FailureKind.UNREACHABLE, "no connection"));
            }
            if (drawn - weather.rejected() < 0) {
                return new Call(now + STEP, new Failed(FailureKind.REJECTED, "HTTP status 401"));
            }
            return new Call(now + latency, ANSWER);
        }

        private static Failed tooMuch(Weather weather) {
            return new Failed(
                    FailureKind.OVERLOADED, "HTTP status 429", Optional.of(Duration.ofSeconds(weather.retryAfter())));
        }
    }
}
