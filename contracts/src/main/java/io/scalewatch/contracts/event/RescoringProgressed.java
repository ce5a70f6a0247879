package io.scalewatch.contracts.event;

import java.time.Instant;
import java.util.UUID;

/// How far a re-scoring is in one partition of `completions`: written in the transaction of the scores that it
/// counts. Compacted topic `rescoring-progress`, keyed by [#key()].
///
/// @param next the offset where the reading goes on; at `end` the partition is done
/// @param scored answers that have their new label
/// @param failed answers that the new specification can't label: their scores are failures
public record RescoringProgressed(UUID id, int partition, long next, long end, long scored, long failed, Instant at) {

    public RescoringProgressed {
        Require.notNull(id, "id");
        Require.that(partition >= 0, "partition must not be negative");
        Require.that(next >= 0 && next <= end, "next must not lie behind end");
        Require.that(scored >= 0 && failed >= 0, "a count must not be negative");
        Require.notNull(at, "at");
    }

    /// `id/partition`
    public String key() {
        return id + "/" + partition;
    }
}
