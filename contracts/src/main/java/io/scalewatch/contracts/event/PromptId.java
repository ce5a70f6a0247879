package io.scalewatch.contracts.event;

import java.util.UUID;

/// Names one prompt for good: the same on every republish and every redelivery. It is the CloudEvents id of the
/// prompt, of its completion and of its score.
///
/// @param runId the run that asked
/// @param index the place in the run's plan, `position x models + model ordinal`
/// @param attempt 0, and one more each time a failed or a lost prompt is asked again
public record PromptId(UUID runId, long index, int attempt) {

    public PromptId {
        Require.notNull(runId, "runId");
        Require.that(index >= 0, "index must not be negative");
        Require.that(attempt >= 0, "attempt must not be negative");
    }

    /// `runId/index/attempt`
    @Override
    public String toString() {
        return runId + "/" + index + "/" + attempt;
    }

    /// Reads what [#toString()] wrote.
    ///
    /// @throws IllegalArgumentException if the text is anything else
    public static PromptId parse(String text) {
        int first = text.indexOf('/');
        int second = text.indexOf('/', first + 1);
        if (first < 0 || second < 0) {
            throw new IllegalArgumentException("not a prompt id: expected runId/index/attempt");
        }
        return new PromptId(
                UUID.fromString(text.substring(0, first)),
                Long.parseLong(text, first + 1, second, 10),
                Integer.parseInt(text, second + 1, text.length(), 10));
    }
}
