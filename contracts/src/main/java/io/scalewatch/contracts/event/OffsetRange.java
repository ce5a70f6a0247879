package io.scalewatch.contracts.event;

/// A stretch of one partition.
///
/// @param from the first offset
/// @param end the offset behind the last one
public record OffsetRange(int partition, long from, long end) {

    public OffsetRange {
        Require.that(partition >= 0, "partition must not be negative");
        Require.that(from >= 0, "from must not be negative");
        Require.that(end > from, "end must lie behind from");
    }
}
