package io.scalewatch.inference.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.TokenUsage;
import io.scalewatch.inference.provider.CallResult.Answered;
import io.scalewatch.inference.provider.CallResult.Failed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EndpointLimiterTest {

    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Answered ANSWER =
            new Answered("42", Optional.empty(), TokenUsage.NONE, Optional.empty(), Optional.empty(), Optional.empty());
    private static final Failed BUSY = new Failed(FailureKind.OVERLOADED, "HTTP status 429");
    private static final Failed DEAD = new Failed(FailureKind.UNREACHABLE, "no connection");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final EndpointLimiter limiter = limiter(4, 4);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void givesAsManyPlacesAsThereAre() throws Exception {
        for (int i = 0; i < 4; i++) {
            assertThat(limiter.acquire(Duration.ZERO)).isEqualTo(Admission.GRANTED);
        }
        assertThat(limiter.acquire(Duration.ofMillis(1))).isEqualTo(Admission.TIMED_OUT);

        Future<Admission> waiting = threads.submit(() -> limiter.acquire(LONG));
        limiter.ended(ANSWER);
        limiter.vacate();

        assertThat(waiting.get()).isEqualTo(Admission.GRANTED);
    }

    @Test
    void aCallThatIsGivenUpFreesItsPlace() throws Exception {
        for (int i = 0; i < 4; i++) {
            limiter.acquire(Duration.ZERO);
        }

        limiter.release();

        assertThat(limiter.acquire(Duration.ZERO)).isEqualTo(Admission.GRANTED);
    }

    /// 200 callers, 2,000 calls, some of them too much: nobody is forgotten, and never are there more at one
    /// time than there can be.
    @Test
    void everybodyGetsAPlaceAndNeverTooMany() throws Exception {
        EndpointLimiter growing = limiter(2, 50);
        AtomicInteger inUse = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<Integer>> callers = IntStream.range(0, 200)
                .mapToObj(caller -> threads.submit(() -> {
                    int calls = 0;
                    while (calls < 10 && growing.acquire(LONG) instanceof Admission.Granted) {
                        most.accumulateAndGet(inUse.incrementAndGet(), Math::max);
                        Thread.yield();
                        inUse.decrementAndGet();
                        growing.ended(caller % 10 == 0 ? BUSY : ANSWER);
                        growing.vacate();
                        calls++;
                    }
                    return calls;
                }))
                .toList();

        for (Future<Integer> caller : callers) {
            assertThat(caller.get()).isEqualTo(10);
        }
        assertThat(most.get()).isBetween(2, 50);
    }

    @Test
    void aDeadEndpointRefusesAtOnceAndAlsoThoseWhoWait() throws Exception {
        for (int i = 0; i < 4; i++) {
            limiter.acquire(Duration.ZERO);
        }
        List<Future<Admission>> waiting = IntStream.range(0, 20)
                .mapToObj(i -> threads.submit(() -> limiter.acquire(LONG)))
                .toList();

        for (int i = 0; i < 3; i++) {
            limiter.ended(DEAD);
            limiter.vacate();
        }

        // Some may have got the places that became free before it was known to be dead.
        int refused = 0;
        for (Future<Admission> admission : waiting) {
            refused += admission.get() instanceof Admission.Refused ? 1 : 0;
        }
        assertThat(refused).isBetween(17, 20);
        assertThat(limiter.acquire(LONG))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        why -> assertThat(why.why().kind()).isEqualTo(FailureKind.UNREACHABLE));
    }

    @Test
    void aDeadEndpointHoldsNoOtherUp() throws Exception {
        EndpointLimiter dead = limiter(4, 4);
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 1_000; i++) {
            threads.submit(() -> {
                if (dead.acquire(LONG) instanceof Admission.Granted) {
                    never.await();
                }
                return null;
            });
        }
        await().atMost(LONG).until(() -> dead.acquire(Duration.ZERO) instanceof Admission.TimedOut);

        CompletableFuture<Integer> calls = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        int made = 0;
                        while (made < 10_000 && limiter.acquire(LONG) instanceof Admission.Granted) {
                            limiter.ended(ANSWER);
                            limiter.vacate();
                            made++;
                        }
                        return made;
                    } catch (InterruptedException e) {
                        return -1;
                    }
                },
                threads);

        assertThat(calls.get()).isEqualTo(10_000);
    }

    @Test
    void whoWaitsForAnEndpointThatMovesLooksItUpAgain() throws Exception {
        limiter.acquire(Duration.ZERO);
        Future<?> retired = threads.submit(limiter::retire);

        await().atMost(LONG).until(() -> limiter.acquire(Duration.ZERO) instanceof Admission.Moved);
        assertThat(retired.isDone()).as("a call is under way").isFalse();
        limiter.ended(ANSWER);
        limiter.vacate();

        retired.get();
    }

    private static EndpointLimiter limiter(int first, int most) {
        return new EndpointLimiter(
                new AdaptiveLimit(first, most, Duration.ofSeconds(1), Duration.ofSeconds(5)),
                new CircuitBreaker(3, Duration.ofSeconds(30), Duration.ofSeconds(30)),
                System::nanoTime);
    }
}
