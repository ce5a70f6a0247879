package io.scalewatch.scoring.pipeline;

import java.time.Duration;
import java.time.Instant;

/// How the loop is, for the health checks; written by the loop's thread, read by any.
public final class LoopStatus {

    private volatile boolean running;
    private volatile Instant lastPoll = Instant.EPOCH;
    private volatile int failuresInARow;

    void started() {
        running = true;
    }

    void ended() {
        running = false;
    }

    void polled(Instant now) {
        lastPoll = now;
    }

    void succeeded() {
        failuresInARow = 0;
    }

    int failed() {
        int failures = failuresInARow + 1;
        failuresInARow = failures;
        return failures;
    }

    /// Whether the loop's thread runs.
    public boolean isRunning() {
        return running;
    }

    /// How often it has failed since it last went all the way from a poll to a commit.
    public int failuresInARow() {
        return failuresInARow;
    }

    /// Whether it runs, has polled within the limit, and its last round did not fail.
    public boolean isReady(Instant now, Duration limit) {
        return running && failuresInARow == 0 && Duration.between(lastPoll, now).compareTo(limit) <= 0;
    }
}
