package io.scalewatch.analysis.topology;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.RecordPlace;
import io.scalewatch.contracts.event.Trial;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/// Where the scores of some samples stand, per model version of a series: for each label the newest one that
/// was counted. It holds no text.
///
/// Which samples is decided by a hash of their group, so that the same ones are kept at every size, a biased
/// sample with its control, whatever the order in which their scores came: of each version those with the
/// smallest keys.
///
/// Key: the version's key (16 bytes, [TrialCounts#versionKey]), a hash of the group (8 bytes), sample (UTF-8).
/// Value: the day of the last change (4 bytes, days since 1970), 1 for a control (1 byte), and per label its
/// ordinal (1 byte), partition (4 bytes) and offset (8 bytes) of the score.
final class KeptSamples {

    static final int GROUP_BYTES = 8;

    private static final int VERSION_BYTES = 16;
    private static final int HEAD_BYTES = Integer.BYTES + 1;
    private static final int PLACE_BYTES = 1 + Integer.BYTES + Long.BYTES;
    private static final int LOOKED_AT_AT_ONCE = 5_000;
    private static final Label[] LABELS = Label.values();
    private static final BytesSerializer PREFIX = new BytesSerializer();

    private final KeyValueStore<Bytes, byte[]> store;
    private final int mostPerVersion;
    private final Map<Bytes, Bound> bounds = new HashMap<>();
    /// Where the search for expired ones goes on; nowhere at the beginning.
    private Bytes next;

    /// How many samples a version has, and the last of them.
    private static final class Bound {

        private boolean isUsed;
        private int samples;
        private Bytes last = Bytes.wrap(Bytes.EMPTY);
    }

    /// One sample of a version.
    ///
    /// @param group the hash of its group
    /// @param scores where the newest score with each label stands in `scores`
    record Kept(byte[] group, String sample, boolean control, Map<Label, RecordPlace> scores) {}

    /// @param mostPerVersion how many samples are kept of each model version in each series; 0 keeps none
    KeptSamples(KeyValueStore<Bytes, byte[]> store, int mostPerVersion) {
        this.store = store;
        this.mostPerVersion = mostPerVersion;
    }

    /// Takes a labelled score that counts.
    ///
    /// @param place where it stands
    /// @param today days since 1970
    void keep(byte[] versionKey, CompletionScored score, RecordPlace place, int today) {
        if (mostPerVersion == 0) {
            return;
        }
        Trial trial = score.trial();
        Bytes key = key(versionKey, groupHash(trial.group()), trial.sample());
        Bound bound = bounds.computeIfAbsent(Bytes.wrap(versionKey), this::count);
        bound.isUsed = true;
        if (bound.samples >= mostPerVersion && key.compareTo(bound.last) > 0) {
            return;
        }
        byte[] before = store.get(key);
        store.put(key, with(before, trial.control(), score.label().orElseThrow(), place, today));
        if (before == null) {
            bound.samples++;
            if (key.compareTo(bound.last) > 0) {
                bound.last = key;
            }
            while (bound.samples > mostPerVersion) {
                store.delete(bound.last);
                bound.samples--;
                bound.last = last(versionKey);
            }
        }
    }

    /// Drops samples that did not change on that day or later. Looks at some thousands at a time, since scores wait
    /// meanwhile, and goes on where the last call stopped.
    void expire(int firstDayToKeep) {
        List<Bytes> expired = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(next, null)) {
            for (int looked = 0; looked < LOOKED_AT_AT_ONCE && entries.hasNext(); looked++) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                if (ByteBuffer.wrap(entry.value).getInt() < firstDayToKeep) {
                    expired.add(entry.key);
                }
            }
            next = entries.hasNext() ? entries.peekNextKey() : null;
        }
        for (Bytes key : expired) {
            store.delete(key);
            bounds.remove(Bytes.wrap(Arrays.copyOf(key.get(), VERSION_BYTES)));
        }
        if (next == null) {
            // All of the store was looked at: versions that nobody has asked meanwhile are counted again if need be.
            bounds.values().removeIf(bound -> !bound.isUsed);
            bounds.values().forEach(bound -> bound.isUsed = false);
        }
    }

    /// What a group's samples have in common in all versions: they are next to each other.
    static byte[] groupHash(String group) {
        return Arrays.copyOf(Hashes.sha256().digest(group.getBytes(StandardCharsets.UTF_8)), GROUP_BYTES);
    }

    /// A version's samples, by group.
    static List<Kept> ofVersion(ReadOnlyKeyValueStore<Bytes, byte[]> store, byte[] versionKey) {
        return scan(store, versionKey);
    }

    /// A version's samples of one group.
    static List<Kept> ofGroup(ReadOnlyKeyValueStore<Bytes, byte[]> store, byte[] versionKey, byte[] group) {
        byte[] prefix = Arrays.copyOf(versionKey, VERSION_BYTES + GROUP_BYTES);
        System.arraycopy(group, 0, prefix, VERSION_BYTES, GROUP_BYTES);
        return scan(store, prefix);
    }

    private static List<Kept> scan(ReadOnlyKeyValueStore<Bytes, byte[]> store, byte[] prefix) {
        List<Kept> found = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = store.prefixScan(Bytes.wrap(prefix), PREFIX)) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                found.add(decode(entry.key.get(), entry.value));
            }
        }
        return found;
    }

    private Bound count(Bytes versionKey) {
        Bound bound = new Bound();
        try (KeyValueIterator<Bytes, byte[]> entries = store.prefixScan(versionKey, PREFIX)) {
            while (entries.hasNext()) {
                bound.last = entries.next().key;
                bound.samples++;
            }
        }
        return bound;
    }

    private Bytes last(byte[] versionKey) {
        Bytes from = Bytes.wrap(versionKey);
        try (KeyValueIterator<Bytes, byte[]> entries = store.reverseRange(from, Bytes.increment(from))) {
            return entries.hasNext() ? entries.next().key : Bytes.wrap(Bytes.EMPTY);
        }
    }

    private static byte[] with(byte[] before, boolean control, Label label, RecordPlace place, int today) {
        byte[] value = before == null ? new byte[HEAD_BYTES] : before;
        int at = HEAD_BYTES;
        while (at < value.length && value[at] != label.ordinal()) {
            at += PLACE_BYTES;
        }
        // A copy: what the store handed out may be its own.
        byte[] changed = Arrays.copyOf(value, Math.max(value.length, at + PLACE_BYTES));
        ByteBuffer.wrap(changed).putInt(today).put((byte) (control ? 1 : 0));
        ByteBuffer.wrap(changed, at, PLACE_BYTES)
                .put((byte) label.ordinal())
                .putInt(place.partition())
                .putLong(place.offset());
        return changed;
    }

    private static Kept decode(byte[] key, byte[] value) {
        Map<Label, RecordPlace> scores = new EnumMap<>(Label.class);
        ByteBuffer places = ByteBuffer.wrap(value, HEAD_BYTES, value.length - HEAD_BYTES);
        while (places.hasRemaining()) {
            scores.put(LABELS[places.get()], new RecordPlace(places.getInt(), places.getLong()));
        }
        int sampleAt = VERSION_BYTES + GROUP_BYTES;
        return new Kept(
                Arrays.copyOfRange(key, VERSION_BYTES, sampleAt),
                new String(key, sampleAt, key.length - sampleAt, StandardCharsets.UTF_8),
                value[Integer.BYTES] == 1,
                scores);
    }

    private static Bytes key(byte[] versionKey, byte[] group, String sample) {
        byte[] name = sample.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(VERSION_BYTES + GROUP_BYTES + name.length)
                .put(versionKey)
                .put(group)
                .put(name)
                .array());
    }
}
