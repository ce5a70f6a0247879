package io.scalewatch.task.progress;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.FailureKind;

/// How a batch of scores continues a model's row of failures of the kinds unreachable and overloaded. A label
/// ends the row, and so does a failure that the endpoint itself answered with. A timeout, a missed deadline or
/// a loss says nothing about the endpoint and neither ends nor lengthens it. Not thread-safe.
final class FailureStreak {

    private boolean ended;
    private long failures;

    void add(CompletionScored score) {
        if (score.failure().isEmpty()) {
            end();
            return;
        }
        FailureKind kind = score.failure().get().kind();
        if (kind.isUnavailability()) {
            failures++;
            return;
        }
        switch (kind) {
            case SERVER_ERROR, REJECTED, INVALID_RESPONSE, WRONG_VERSION, UNSCORABLE, NO_VERDICT -> end();
            case UNREACHABLE, OVERLOADED, TIMEOUT, DEADLINE, UNKNOWN_ENDPOINT, LOST, EXPIRED -> {
                // Nothing is known of the endpoint.
            }
        }
    }

    private void end() {
        ended = true;
        failures = 0;
    }

    /// Whether the row that stood before the batch has ended in it.
    boolean ended() {
        return ended;
    }

    /// The failures since then, or since the batch began.
    long failures() {
        return failures;
    }
}
