package io.scalewatch.task.loss;

import io.scalewatch.task.publishing.ModelOfRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The models of runs that have prompts out and have come no further for a while: something may have been lost.
/// Not thread-safe.
final class QuietModels {

    private final long quietNanos;
    private Map<Key, Since> since = new HashMap<>();

    private record Key(UUID run, int ordinal) {}

    private record Since(long position, long ended, long due, long nanos) {}

    QuietModels(long quietNanos) {
        this.quietNanos = quietNanos;
    }

    /// @param rows all models of all open runs, as they stand now
    /// @param nowNanos a monotonic time
    List<ModelOfRun> observe(List<ModelOfRun> rows, long nowNanos) {
        Map<Key, Since> now = new HashMap<>();
        List<ModelOfRun> quiet = new ArrayList<>();
        for (ModelOfRun row : rows) {
            if (row.running() && row.outstanding() > 0) {
                Key key = new Key(row.run(), row.ordinal());
                Since fresh = new Since(row.position(), row.ended(), row.due(), nowNanos);
                Since before = since.getOrDefault(key, fresh);
                boolean same = before.position() == fresh.position()
                        && before.ended() == fresh.ended()
                        && before.due() == fresh.due();
                now.put(key, same ? before : fresh);
                if (same && nowNanos - before.nanos() >= quietNanos) {
                    quiet.add(row);
                }
            }
        }
        since = now;
        return quiet;
    }

    /// Starts to wait anew: what was found has been asked again.
    void reset() {
        since = new HashMap<>();
    }
}
