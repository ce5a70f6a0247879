package io.scalewatch.contracts.event;

/// A call that came to nothing and was made again.
///
/// @param message what happened, without prompt, completion or key
/// @param latencyMillis the call's duration, without any wait for a permit
public record FailedTry(FailureKind kind, String message, long latencyMillis) {

    public FailedTry {
        Require.notNull(kind, "kind");
        message = message == null ? "" : message;
        Require.that(latencyMillis >= 0, "latencyMillis must not be negative");
    }
}
