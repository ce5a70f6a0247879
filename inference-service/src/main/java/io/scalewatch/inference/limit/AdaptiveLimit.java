package io.scalewatch.inference.limit;

import java.time.Duration;

/// How many calls at one time an endpoint bears, learned from its answers: additive increase and
/// multiplicative decrease, as TCP does it (RFC 5681). Not thread-safe.
///
/// - It begins small and doubles in the time of a call (slow start) until the endpoint says that it is too
///   much; then it grows by one in the time of a call.
/// - Too much (429) makes it smaller, once per cooldown: the calls that were under way together are told
///   together.
/// - Errors and timeouts say nothing about the number of calls, and change nothing.
/// - When nothing was too much for a while it doubles again: what it was cut down to in a storm doesn't hold
///   it.
public final class AdaptiveLimit {

    private static final double DECREASE = 0.75;
    /// What an endpoint asks for may be a day, or no time at all: prompts don't wait that long either.
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final double LEAST = 1;

    private final double most;
    private final long cooldown;
    private final long quiet;
    private double limit;
    private boolean doubling = true;
    private boolean everTooMuch;
    private long lastTooMuch;
    private long cooledDown;

    /// @param first calls at one time to begin with, positive
    /// @param most that there can ever be, at least the first
    /// @param cooldown between two decreases; an endpoint may ask for more
    /// @param quiet the time without a sign of too much after which the limit doubles again
    public AdaptiveLimit(int first, int most, Duration cooldown, Duration quiet) {
        if (first < LEAST || most < first) {
            throw new IllegalArgumentException("a limit begins at 1 or more, and below the most");
        }
        this.limit = first;
        this.most = most;
        this.cooldown = cooldown.toNanos();
        this.quiet = quiet.toNanos();
    }

    /// Calls at one time, at least 1.
    public int current() {
        return (int) limit;
    }

    /// A call was answered.
    ///
    /// @param inUse calls under way with it: the limit grows only where it is what limits
    /// @param now nanoseconds of a clock of which only differences matter
    public void answered(int inUse, long now) {
        if (inUse * 2 < limit) {
            return;
        }
        if (!doubling && now - lastTooMuch >= quiet) {
            doubling = true;
        }
        limit = Math.min(most, limit + (doubling ? 1 : 1 / limit));
    }

    /// The endpoint said that it was too much.
    ///
    /// @param wait that it asked for; zero where it asked for none
    public void tooMuch(Duration wait, long now) {
        if (!everTooMuch || now - cooledDown >= 0) {
            limit = Math.max(LEAST, limit * DECREASE);
            Duration capped = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
            cooledDown = now + Math.max(cooldown, capped.toNanos());
        }
        everTooMuch = true;
        doubling = false;
        lastTooMuch = now;
    }
}
