package io.scalewatch.inference.limit;

import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.inference.provider.CallResult.Failed;
import java.time.Duration;
import java.util.Optional;

/// Keeps calls from an endpoint that is down: after so many failures in a row nobody calls it for a while,
/// then one call tries, and its end decides. Not thread-safe.
public final class CircuitBreaker {

    private final int threshold;
    private final long firstPause;
    private final long longestPause;
    private State state = new State.Closed(0);

    private sealed interface State {

        /// @param failures in a row
        record Closed(int failures) implements State {}

        /// @param until nobody calls
        /// @param pause how long that is
        /// @param cause the failure that opened it
        record Open(long until, long pause, Failed cause) implements State {}

        /// One call is under way, and decides.
        ///
        /// @param pause that has passed
        record Trying(long pause, Failed cause) implements State {}
    }

    /// @param threshold failures in a row that open it, positive
    /// @param firstPause the time without calls; it doubles each time that the call that tries fails
    public CircuitBreaker(int threshold, Duration firstPause, Duration longestPause) {
        this.threshold = threshold;
        this.firstPause = firstPause.toNanos();
        this.longestPause = longestPause.toNanos();
    }

    /// Why there can be no call now, and for how long at least; nothing where there can.
    ///
    /// @param now nanoseconds of a clock of which only differences matter
    public Optional<Admission.Refused> refusal(long now) {
        return switch (state) {
            case State.Closed _ -> Optional.empty();
            case State.Open open ->
                open.until() - now > 0
                        ? Optional.of(new Admission.Refused(down(open.cause(), open.until() - now), false))
                        : Optional.empty();
            case State.Trying trying -> Optional.of(new Admission.Refused(down(trying.cause(), firstPause), true));
        };
    }

    /// A call begins that was not refused.
    public void begins() {
        if (state instanceof State.Open open) {
            state = new State.Trying(open.pause(), open.cause());
        }
    }

    /// A call ended with an answer, or with a failure that shows that the endpoint lives.
    public void lives() {
        state = new State.Closed(0);
    }

    /// A call failed as calls of a dead endpoint do.
    public void fails(Failed failure, long now) {
        state = switch (state) {
            case State.Closed closed ->
                closed.failures() + 1 < threshold
                        ? new State.Closed(closed.failures() + 1)
                        : new State.Open(now + firstPause, firstPause, failure);
            // Of a call that began before.
            case State.Open open -> open;
            case State.Trying trying -> {
                long pause = Math.min(longestPause, trying.pause() * 2);
                yield new State.Open(now + pause, pause, failure);
            }
        };
    }

    /// A call was given up, so that nothing is known of it. Where it was the one that tries, another one may.
    public void givenUp(long now) {
        if (state instanceof State.Trying trying) {
            state = new State.Open(now, trying.pause(), trying.cause());
        }
    }

    /// Whether failures of this kind may mean that an endpoint is down.
    public static boolean counts(FailureKind kind) {
        return switch (kind) {
            case UNREACHABLE, TIMEOUT, SERVER_ERROR -> true;
            case OVERLOADED,
                    DEADLINE,
                    REJECTED,
                    INVALID_RESPONSE,
                    WRONG_VERSION,
                    UNKNOWN_ENDPOINT,
                    LOST,
                    UNSCORABLE,
                    NO_VERDICT,
                    EXPIRED -> false;
        };
    }

    private static Failed down(Failed cause, long nanos) {
        return new Failed(
                cause.kind(),
                "the endpoint is not called for a while, its last calls failed: " + cause.message(),
                Optional.of(Duration.ofNanos(nanos)));
    }
}
