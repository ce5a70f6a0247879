package io.scalewatch.local.stack;

import java.time.Duration;

/// How long a process that died waits before it is started again: doubled from death to death, and forgotten
/// after a life long enough.
final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final Duration healthy;
    private Duration next;

    /// @param healthy a life of this length or longer makes the next death a first one again
    Backoff(Duration first, Duration longest, Duration healthy) {
        this.first = first;
        this.longest = longest;
        this.healthy = healthy;
        this.next = first;
    }

    /// The wait after a death that somebody wanted: it says nothing of the process.
    Duration afterCommand() {
        next = first;
        return first;
    }

    /// The wait after a death.
    ///
    /// @param lived how long the process ran
    Duration afterDeath(Duration lived) {
        if (lived.compareTo(healthy) >= 0) {
            next = first;
        }
        Duration wait = next;
        Duration doubled = wait.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return wait;
    }
}
