package io.scalewatch.contracts.event;

/// Where a record stands in its topic.
public record RecordPlace(int partition, long offset) {

    public RecordPlace {
        Require.that(partition >= 0, "partition must not be negative");
        Require.that(offset >= 0, "offset must not be negative");
    }
}
