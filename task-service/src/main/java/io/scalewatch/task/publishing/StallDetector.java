package io.scalewatch.task.publishing;

/// Whether a model has gone away: after 64 failures in a row that say unreachable or overloaded. It then gets
/// one probe prompt per backoff, 1 s to 60 s, until one of them is answered. Not thread-safe.
public final class StallDetector {

    public static final int FAILURES_IN_ROW = 64;
    private static final long SHORTEST_BACKOFF_NANOS = 1_000_000_000L;
    private static final long LONGEST_BACKOFF_NANOS = 60_000_000_000L;

    private boolean stalled;
    private long backoffNanos = SHORTEST_BACKOFF_NANOS;
    private long probeAtNanos;

    /// @param failuresInRow unavailability failures since the endpoint last responded
    /// @param nowNanos a monotonic time
    public void update(long failuresInRow, long nowNanos) {
        if (failuresInRow < FAILURES_IN_ROW) {
            stalled = false;
        } else if (!stalled) {
            stalled = true;
            backoffNanos = SHORTEST_BACKOFF_NANOS;
            probeAtNanos = nowNanos + backoffNanos;
        }
    }

    public boolean stalled() {
        return stalled;
    }

    /// Whether a stalled model may be asked once more. A probe that is still out is waited for.
    public boolean probeDue(long outstanding, long nowNanos) {
        return stalled && outstanding == 0 && nowNanos - probeAtNanos >= 0;
    }

    /// A probe was published: the next one waits twice as long.
    public void probed(long nowNanos) {
        backoffNanos = Math.min(2 * backoffNanos, LONGEST_BACKOFF_NANOS);
        probeAtNanos = nowNanos + backoffNanos;
    }
}
