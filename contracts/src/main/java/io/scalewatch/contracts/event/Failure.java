package io.scalewatch.contracts.event;

/// Why a prompt got no answer. It is not a label: a failure is never a wrong answer.
///
/// @param message what happened, without prompt, completion or key
public record Failure(FailureKind kind, String message) {

    public Failure {
        Require.notNull(kind, "kind");
        message = message == null ? "" : message;
    }
}
