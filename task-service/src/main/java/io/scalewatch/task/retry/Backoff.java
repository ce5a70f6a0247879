package io.scalewatch.task.retry;

import java.time.Duration;

/// How long to wait after how many failures in a row: doubling, up to a bound.
public record Backoff(Duration first, Duration max) {

    private static final int MAX_DOUBLINGS = 30;

    /// @param failures at least 1
    public Duration after(int failures) {
        Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        return doubled.compareTo(max) < 0 ? doubled : max;
    }
}
