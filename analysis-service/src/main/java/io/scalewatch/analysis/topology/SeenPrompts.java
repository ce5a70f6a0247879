package io.scalewatch.analysis.topology;

import io.scalewatch.contracts.event.PromptId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/// Which prompts have been counted: a bit per (run, index, scoring version), in segments of [#SEGMENT_BITS].
/// One bitmap is of labelled prompts, one of failed ones; labelled wins.
///
/// The size of a segment is a trade: a commit writes every segment that was touched since the last one, half a
/// kilobyte each. What a run has published and not yet seen scored spans at most some 8,192 indices, so that is
/// two or three segments per run and partition; larger ones would write mostly bits that did not change,
/// smaller ones pay more for keys.
///
/// Key: run (16 bytes), segment (8), kind (1), scoring version (UTF-8). Value: day of the last change (4), bits.
final class SeenPrompts {

    static final int SEGMENT_BITS = 4096;

    private static final byte LABELLED = 'L';
    private static final byte FAILED = 'F';
    private static final int DAY_BYTES = Integer.BYTES;
    private static final int EXPIRED_AT_ONCE = 10_000;

    private final KeyValueStore<Bytes, byte[]> store;

    SeenPrompts(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    enum Mark {
        /// Not seen before.
        FIRST,
        /// A label for a prompt that had failed: the failure no longer counts.
        REPLACES_FAILURE,
        /// Counts already.
        DUPLICATE
    }

    /// @param today days since 1970
    Mark labelled(PromptId id, String scoringVersion, int today) {
        if (!set(key(id, LABELLED, scoringVersion), id, today)) {
            return Mark.DUPLICATE;
        }
        return clear(key(id, FAILED, scoringVersion), id, today) ? Mark.REPLACES_FAILURE : Mark.FIRST;
    }

    /// @param today days since 1970
    Mark failed(PromptId id, String scoringVersion, int today) {
        byte[] labelled = store.get(key(id, LABELLED, scoringVersion));
        if (labelled != null && isSet(labelled, id)) {
            return Mark.DUPLICATE;
        }
        return set(key(id, FAILED, scoringVersion), id, today) ? Mark.FIRST : Mark.DUPLICATE;
    }

    /// Drops segments that did not change on that day or later, at most some thousands at a time.
    ///
    /// @return how many were dropped
    int expire(int firstDayToKeep) {
        List<Bytes> expired = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext() && expired.size() < EXPIRED_AT_ONCE) {
                KeyValue<Bytes, byte[]> segment = all.next();
                if (ByteBuffer.wrap(segment.value).getInt() < firstDayToKeep) {
                    expired.add(segment.key);
                }
            }
        }
        expired.forEach(store::delete);
        return expired.size();
    }

    private boolean set(Bytes key, PromptId id, int today) {
        byte[] before = store.get(key);
        if (before != null && isSet(before, id)) {
            return false;
        }
        // A copy: what the store handed out may be its own.
        byte[] bits = before == null ? new byte[DAY_BYTES + SEGMENT_BITS / 8] : Arrays.copyOf(before, before.length);
        bits[place(id)] |= mask(id);
        store(key, bits, today);
        return true;
    }

    private boolean clear(Bytes key, PromptId id, int today) {
        byte[] before = store.get(key);
        if (before == null || !isSet(before, id)) {
            return false;
        }
        byte[] bits = Arrays.copyOf(before, before.length);
        bits[place(id)] &= (byte) ~mask(id);
        store(key, bits, today);
        return true;
    }

    private void store(Bytes key, byte[] bits, int today) {
        ByteBuffer.wrap(bits).putInt(today);
        store.put(key, bits);
    }

    private static boolean isSet(byte[] bits, PromptId id) {
        return (bits[place(id)] & mask(id)) != 0;
    }

    private static int place(PromptId id) {
        return DAY_BYTES + (int) (id.index() % SEGMENT_BITS >>> 3);
    }

    private static byte mask(PromptId id) {
        return (byte) (1 << (id.index() & 7));
    }

    private static Bytes key(PromptId id, byte kind, String scoringVersion) {
        byte[] version = scoringVersion.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(3 * Long.BYTES + 1 + version.length)
                .putLong(id.runId().getMostSignificantBits())
                .putLong(id.runId().getLeastSignificantBits())
                .putLong(id.index() / SEGMENT_BITS)
                .put(kind)
                .put(version)
                .array());
    }
}
