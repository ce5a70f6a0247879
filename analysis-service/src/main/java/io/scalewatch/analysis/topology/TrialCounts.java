package io.scalewatch.analysis.topology;

import io.scalewatch.analysis.drift.LaterAnswers.Count;
import io.scalewatch.analysis.series.ConfidenceBins;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.SeriesKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/// How often each sample got each label from each model version, in all versions of all series of a partition.
/// A score reads and writes one entry, however many there are.
///
/// Key: a hash of (series, model, version) (16 bytes), sample (UTF-8). Value: a count per label (4 bytes each),
/// in the order of [Label], and behind them, where there are any, the number of the sample's failures (4 bytes;
/// the first release knew no such number, and ignores it). Under the hash alone: the number of all failures (8
/// bytes). Under a hash of that hash: the version's [ConfidenceBins].
///
/// The [SampleFacts] of a sample, if it has any, are kept once for all series of its task's version: under a hash of
/// (family, task, task version) (16 bytes), sample (UTF-8). The first releases kept none; a sample of theirs has them
/// from its next score on.
final class TrialCounts {

    private static final Label[] LABELS = Label.values();
    private static final int HASH_BYTES = 16;
    private static final byte[] CONFIDENCES = "confidences".getBytes(StandardCharsets.US_ASCII);
    private static final int FAILURES_AT = LABELS.length * Integer.BYTES;
    private static final BytesSerializer PREFIX = new BytesSerializer();

    private final KeyValueStore<Bytes, byte[]> store;

    TrialCounts(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /// Takes what is counted for one version, for example into a [io.scalewatch.analysis.series.SeriesState].
    interface Visitor {

        /// @param counts by the ordinal of [Label]
        /// @param failures those of the sample; of those that the first release counted
        /// the sample is not known
        void sample(String sample, int[] counts, int failures);

        /// @param number of all samples
        void failures(long number);
    }

    /// The prefix of the keys of one version in one series.
    static byte[] versionKey(SeriesKey series, String model, String version) {
        MessageDigest sha = Hashes.sha256();
        sha.update((series + "\0" + model + "\0" + version).getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(sha.digest(), HASH_BYTES);
    }

    void add(byte[] versionKey, String sample, Label label) {
        Bytes key = sampleKey(versionKey, sample);
        byte[] before = store.get(key);
        byte[] counts = before == null ? new byte[FAILURES_AT] : Arrays.copyOf(before, before.length);
        ByteBuffer buffer = ByteBuffer.wrap(counts);
        int at = label.ordinal() * Integer.BYTES;
        buffer.putInt(at, Math.incrementExact(buffer.getInt(at)));
        store.put(key, counts);
    }

    /// @param delta 1, or -1 where a label came after all
    void addFailure(byte[] versionKey, String sample, int delta) {
        addFailures(versionKey, delta);
        Bytes key = sampleKey(versionKey, sample);
        byte[] before = store.get(key);
        int failures = before == null ? 0 : failures(before);
        if (failures + delta < 0) {
            return;
        }
        byte[] counts = before == null
                ? new byte[FAILURES_AT + Integer.BYTES]
                : Arrays.copyOf(before, FAILURES_AT + Integer.BYTES);
        ByteBuffer.wrap(counts).putInt(FAILURES_AT, failures + delta);
        store.put(key, counts);
    }

    private static int failures(byte[] value) {
        return value.length > FAILURES_AT ? ByteBuffer.wrap(value).getInt(FAILURES_AT) : 0;
    }

    private void addFailures(byte[] versionKey, long delta) {
        Bytes key = Bytes.wrap(versionKey);
        byte[] before = store.get(key);
        long number = (before == null ? 0 : ByteBuffer.wrap(before).getLong()) + delta;
        store.put(key, ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    /// The prefix of the keys of what is known of the samples of a task's version.
    static byte[] factsKey(SeriesKey series) {
        MessageDigest sha = Hashes.sha256();
        sha.update((series.family() + "\0" + series.task() + "\0" + series.taskVersion() + "\0facts")
                .getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(sha.digest(), HASH_BYTES);
    }

    /// Keeps what is known of a sample, if it is not kept yet.
    void describe(byte[] factsKey, String sample, SampleFacts facts) {
        byte[] value = facts.encode();
        Bytes key = sampleKey(factsKey, sample);
        if (!Arrays.equals(store.get(key), value)) {
            store.put(key, value);
        }
    }

    /// Reads what is known of the samples of a task's version.
    void visitFacts(byte[] factsKey, BiConsumer<String, SampleFacts> visitor) {
        visitFacts(store, factsKey, visitor);
    }

    /// The same, from a store that can only be read.
    static void visitFacts(
            ReadOnlyKeyValueStore<Bytes, byte[]> store, byte[] factsKey, BiConsumer<String, SampleFacts> visitor) {
        try (KeyValueIterator<Bytes, byte[]> entries = store.prefixScan(Bytes.wrap(factsKey), PREFIX)) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                visitor.accept(sample(entry.key.get()), SampleFacts.decode(entry.value));
            }
        }
    }

    /// The key of a version's confidences: none of the version's own entries begin with it.
    static byte[] confidenceKey(byte[] versionKey) {
        MessageDigest sha = Hashes.sha256();
        sha.update(versionKey);
        return Arrays.copyOf(sha.digest(CONFIDENCES), HASH_BYTES);
    }

    void addConfidence(byte[] confidenceKey, double confidence, boolean right) {
        ConfidenceBins bins = confidences(confidenceKey);
        bins.count(confidence, right);
        store.put(Bytes.wrap(confidenceKey), bins.encode());
    }

    /// What is counted of a version's confidences.
    ConfidenceBins confidences(byte[] confidenceKey) {
        byte[] before = store.get(Bytes.wrap(confidenceKey));
        return before == null ? new ConfidenceBins() : ConfidenceBins.decode(before);
    }

    /// Reads everything that is counted for one version.
    void visit(byte[] versionKey, Visitor visitor) {
        visit(store, versionKey, visitor);
    }

    /// The same, from a store that can only be read.
    static void visit(ReadOnlyKeyValueStore<Bytes, byte[]> store, byte[] versionKey, Visitor visitor) {
        try (KeyValueIterator<Bytes, byte[]> entries = store.prefixScan(Bytes.wrap(versionKey), PREFIX)) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                byte[] key = entry.key.get();
                ByteBuffer value = ByteBuffer.wrap(entry.value);
                if (key.length == HASH_BYTES) {
                    visitor.failures(value.getLong());
                } else {
                    int[] counts = new int[LABELS.length];
                    value.asIntBuffer().get(counts);
                    visitor.sample(sample(key), counts, failures(entry.value));
                }
            }
        }
    }

    /// How often a sample was answered, and how often right.
    Count answers(byte[] versionKey, String sample) {
        byte[] value = store.get(sampleKey(versionKey, sample));
        return value == null ? new Count(0, 0) : answers(value);
    }

    private static Count answers(byte[] value) {
        int trials = 0;
        int hits = 0;
        ByteBuffer byLabel = ByteBuffer.wrap(value);
        for (Label label : LABELS) {
            int times = byLabel.getInt();
            trials += label.isAnswer() ? times : 0;
            hits += label == Label.CORRECT ? times : 0;
        }
        return new Count(trials, hits);
    }

    /// Whether a version has answered more often than so many times; reads no more entries than that takes.
    boolean hasMoreAnswersThan(int number, byte[] versionKey) {
        int found = 0;
        try (KeyValueIterator<Bytes, byte[]> entries = store.prefixScan(Bytes.wrap(versionKey), PREFIX)) {
            while (entries.hasNext() && found <= number) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                found += entry.key.get().length > HASH_BYTES
                        ? answers(entry.value).trials()
                        : 0;
            }
        }
        return found > number;
    }

    /// The sample of a key.
    static String sample(byte[] key) {
        return new String(key, HASH_BYTES, key.length - HASH_BYTES, StandardCharsets.UTF_8);
    }

    static Bytes sampleKey(byte[] versionKey, String sample) {
        byte[] name = sample.getBytes(StandardCharsets.UTF_8);
        byte[] key = Arrays.copyOf(versionKey, HASH_BYTES + name.length);
        System.arraycopy(name, 0, key, HASH_BYTES, name.length);
        return Bytes.wrap(key);
    }
}
