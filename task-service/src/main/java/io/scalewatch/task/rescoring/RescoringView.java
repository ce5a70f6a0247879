package io.scalewatch.task.rescoring;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A re-scoring as REST shows it. Counts are prompts of the run, each counted once.
///
/// @param run whose answers are scored again
/// @param rules the rules that they are scored by
/// @param planned answers that the run had when it was asked for
/// @param done answers that have their new label
/// @param failed answers that the new specification can't label
/// @param gone known at its end: answers that `completions` did not hold any more
/// @param endedAt when the last of it was done
public record RescoringView(
        UUID id,
        UUID run,
        State state,
        String rules,
        List<Task> tasks,
        long planned,
        long done,
        long failed,
        Optional<Long> gone,
        Instant requestedAt,
        Optional<Instant> endedAt) {

    /// Where a re-scoring is.
    public enum State {
        /// No scorer has reported yet.
        PLANNED,
        RUNNING,
        /// Everything that there is has been read.
        COMPLETED
    }

    /// @param version that the run asked
    /// @param answers the version whose answer specification counts, where it is another one
    /// @param changed samples whose answer specification is another one there
    /// @param scoringVersion the name of the new scores, and a part of their series' names
    public record Task(String task, String version, Optional<String> answers, int changed, String scoringVersion) {

        public Task {
            // Jackson gives null for an absent property of a record.
            answers = answers == null ? Optional.empty() : answers;
        }
    }
}
