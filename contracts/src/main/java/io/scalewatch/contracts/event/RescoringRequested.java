package io.scalewatch.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The answers of a run are to be scored again, without asking a model. Compacted topic `rescorings`, keyed by
/// [#key()].
///
/// Which completions are read is part of it, so that every scorer, before and after a crash, does the same. A
/// request that replaces many answers comes in several parts, which differ in the answers alone; it holds when
/// all of them are there.
///
/// @param rules the rules to score by: a scorer that has others leaves it to one that has these
/// @param tasks the tasks of the run that are scored again
/// @param ranges what is to be read of `completions`
/// @param part from 0
/// @param open false when all of it is done: nothing but the identity is said then
public record RescoringRequested(
        UUID id,
        UUID runId,
        String rules,
        List<RescoredTask> tasks,
        List<OffsetRange> ranges,
        int part,
        int parts,
        boolean open,
        Instant requestedAt) {

    public RescoringRequested {
        Require.notNull(id, "id");
        Require.notNull(runId, "runId");
        Require.notBlank(rules, "rules");
        tasks = tasks == null ? List.of() : List.copyOf(tasks);
        ranges = ranges == null ? List.of() : List.copyOf(ranges);
        Require.that(parts > 0, "parts must be positive");
        Require.that(part >= 0 && part < parts, "part must be one of the parts");
        Require.notNull(requestedAt, "requestedAt");
    }

    /// `id/part`
    public String key() {
        return id + "/" + part;
    }

    /// The identity alone: answers stay out of logs.
    @Override
    public String toString() {
        return "RescoringRequested[" + key() + "]";
    }
}
