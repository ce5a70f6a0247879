package io.scalewatch.task.runs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A run as REST shows it. All counts are prompts, each counted once, however often it was asked.
///
/// @param failed ended without an answer
/// @param lost of the failed ones, those that were published, found nowhere, and asked again in vain
/// @param endedAt when it was completed or cancelled
public record RunView(
        UUID id,
        RunState.Name state,
        Instant createdAt,
        Optional<Instant> endedAt,
        int priority,
        List<String> tasks,
        List<String> variants,
        int trials,
        long seed,
        long planned,
        long published,
        long scored,
        long failed,
        long lost,
        List<Model> models) {

    /// @param stalled the endpoint is unreachable or overloaded: it is only probed until it answers
    public record Model(
            String family,
            String model,
            String version,
            long planned,
            long published,
            long scored,
            long failed,
            long lost,
            boolean stalled) {}
}
