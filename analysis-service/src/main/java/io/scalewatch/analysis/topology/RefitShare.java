package io.scalewatch.analysis.topology;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// How long the tasks of one stream thread may fit at a time: each for half of the interval; all of them together for
/// half of it while scores wait. Else every task would take its half, one after the other, and the fewer scores came to
/// be counted between them the fewer would share a fit: what is behind would stay behind.
final class RefitShare {

    /// So many intervals between a score and its count are waiting.
    private static final int PATIENCE = 2;

    private final long intervalNanos;
    private final LongSupplier nanos;
    private final AtomicInteger tasks = new AtomicInteger();
    private boolean behind;
    private long behindSince;

    /// @param interval between one task's fits
    /// @param nanos a clock, of which only differences matter
    RefitShare(Duration interval, LongSupplier nanos) {
        this.intervalNanos = interval.toNanos();
        this.nanos = nanos;
    }

    /// A task more.
    void join() {
        tasks.incrementAndGet();
    }

    void leave() {
        tasks.decrementAndGet();
    }

    /// A score was received so long after it was written.
    void received(long millisWaited) {
        if (TimeUnit.MILLISECONDS.toNanos(millisWaited) > PATIENCE * intervalNanos) {
            behind = true;
            behindSince = nanos.getAsLong();
        }
    }

    /// How long a task may fit now.
    long nanos() {
        if (behind && nanos.getAsLong() - behindSince > PATIENCE * intervalNanos) {
            behind = false;
        }
        long half = intervalNanos / 2;
        return behind ? half / Math.max(1, tasks.get()) : half;
    }
}
