package io.scalewatch.inference.retry;

import java.time.Duration;

/// How long a kind of failure is worth another try.
public sealed interface RetryRule {

    /// As often as this, whatever else failed between.
    ///
    /// @param most calls that may fail so, positive; 1 is never again
    record Tries(int most) implements RetryRule {}

    /// As often as there is time.
    ///
    /// @param time since the prompt's first call
    record Within(Duration time) implements RetryRule {}

    static RetryRule tries(int most) {
        return new Tries(most);
    }

    static RetryRule within(Duration time) {
        return new Within(time);
    }
}
