package io.scalewatch.task.progress;

import java.util.HashMap;
import java.util.Map;

/// What this instance knows of the stored offsets, and so whether a batch may be counted.
///
/// Between two seeks the consumer delivers a partition without gaps, and what lies below the stored offset is
/// never counted again, so a batch may always be counted, also one that was fetched before a rebalance: unless
/// the stored offset went back, because the database was restored. Then the consumer seeks back too, and what
/// it had fetched before the seek is dropped, for it would leave a gap: that starts at or above the old offset,
/// what comes after the seek starts below.
///
/// Used by the poll thread (assignments) and the processing thread.
final class ScoresPosition {

    private final Map<Integer, Long> seen = new HashMap<>();
    private final Map<Integer, Long> droppedFrom = new HashMap<>();

    /// A partition was assigned, and the consumer seeks to this offset.
    ///
    /// @param readable whether anything below the offset that was seen before can still be read
    synchronized void assigned(int partition, long offset, boolean readable) {
        Long before = seen.put(partition, offset);
        if (before != null && offset < before && readable) {
            droppedFrom.put(partition, before);
        }
    }

    /// A batch was counted.
    synchronized void stored(Map<Integer, Long> offsets) {
        seen.putAll(offsets);
    }

    /// Whether records of a partition that start here continue what is stored.
    synchronized boolean accepts(int partition, long first) {
        Long from = droppedFrom.get(partition);
        if (from == null) {
            return true;
        }
        if (first >= from) {
            return false;
        }
        droppedFrom.remove(partition);
        return true;
    }

    synchronized Map<Integer, Long> seen() {
        return Map.copyOf(seen);
    }
}
