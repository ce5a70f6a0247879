package io.scalewatch.task.progress;

import io.scalewatch.contracts.event.CompletionScored;
import java.util.List;

/// What was read of one partition of `scores`, in order.
///
/// @param end the offset behind the last record that was read, unreadable ones included
record ScoresRead(int partition, List<Entry> entries, long end) {

    record Entry(long offset, CompletionScored score) {}

    ScoresRead {
        entries = List.copyOf(entries);
    }
}
