package io.scalewatch.contracts.topic;

import io.scalewatch.contracts.event.PromptId;

/// Where a prompt goes, and with it its completion.
public final class PromptPartition {

    private PromptPartition() {}

    /// A hash of run and index, not of the attempt: all attempts of a prompt meet in one partition.
    ///
    /// @param partitions the number of partitions of `prompts`, positive
    public static int of(PromptId id, int partitions) {
        long h = id.runId().getMostSignificantBits()
                ^ Long.rotateLeft(id.runId().getLeastSignificantBits(), 32)
                ^ id.index() * 0x9E3779B97F4A7C15L;
        // The finaliser of SplitMix64: spreads neighbouring indices.
        h = (h ^ (h >>> 30)) * 0xBF58476D1CE4E5B9L;
        h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
        return Math.floorMod(h ^ (h >>> 31), partitions);
    }
}
