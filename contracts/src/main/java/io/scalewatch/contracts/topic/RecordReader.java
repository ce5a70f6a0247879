package io.scalewatch.contracts.topic;

import io.scalewatch.contracts.event.RecordPlace;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads single records of a topic, a batch at a time, with a consumer that is in no group, commits nothing, and is
/// made when it is needed first. Not thread-safe.
///
/// @param <T> what is made of a record
public final class RecordReader<T> implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE = Duration.ofSeconds(2);
    /// What is wanted is there: a fetch that waits for more would hold up the next one.
    private static final int WAIT_MILLIS = 20;

    private final Map<String, Object> settings;
    private final String topic;
    private final Access access;
    private final Duration limit;
    private final Function<ConsumerRecord<byte[], byte[]>, Optional<T>> decoder;
    /// What a reading had found when its time was over: the next one has less to look for.
    private final Map<RecordPlace, T> kept = new HashMap<>();

    private KafkaConsumer<byte[], byte[]> consumer;

    /// How what is wanted lies in the topic.
    public enum Access {
        /// Near to each other, by a reader that asks for the same until it has it: whole stretches are fetched, and
        /// what lies between is passed over.
        NEAR(300, 1 << 20, 2_000, true),
        /// Far from each other, and each time others: no more is fetched than the batch that a record stands in, and
        /// what is gone is not shown.
        FAR(16, 1, 64, false);

        /// Records between two wanted ones above which it is quicker to seek than to read on.
        private final long worthASeek;
        private final int fetchBytes;
        private final int mostRecords;
        /// Whether what was found in vain is kept for the next reading, which then asks for the same again.
        private final boolean isAskedAgain;

        Access(long worthASeek, int fetchBytes, int mostRecords, boolean isAskedAgain) {
            this.worthASeek = worthASeek;
            this.fetchBytes = fetchBytes;
            this.mostRecords = mostRecords;
            this.isAskedAgain = isAskedAgain;
        }
    }

    /// @param broker all that is configured for Kafka
    /// @param limit how long a reading may take
    /// @param decoder nothing for a record that is not what is looked for: it is as good as gone
    public RecordReader(
            Map<String, Object> broker,
            String topic,
            String clientId,
            Access access,
            Duration limit,
            Function<ConsumerRecord<byte[], byte[]>, Optional<T>> decoder) {
        this.settings = new HashMap<>(ConnectionSettings.of(broker));
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // An offset that is gone is to be noticed, not replaced by another one.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, WAIT_MILLIS);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, access.mostRecords);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, access.fetchBytes);
        this.topic = topic;
        this.access = access;
        this.limit = limit;
        this.decoder = decoder;
    }

    /// @return what is there; a place whose record is gone, or is not what is looked for, is missing
    /// @throws KafkaException if the broker does not answer in time
    public Map<RecordPlace, T> read(Collection<RecordPlace> wanted) {
        Map<RecordPlace, T> found = new HashMap<>(kept);
        found.keySet().retainAll(wanted);
        kept.clear();
        Map<TopicPartition, TreeSet<Long>> open = new HashMap<>();
        wanted.stream()
                .filter(place -> !found.containsKey(place))
                .forEach(place -> open.computeIfAbsent(
                                new TopicPartition(topic, place.partition()), p -> new TreeSet<>())
                        .add(place.offset()));
        if (open.isEmpty()) {
            return found;
        }
        try {
            read(open, found);
            return found;
        } catch (RuntimeException e) {
            // What it had assigned, or still fetches, is nobody's any more.
            close();
            if (access.isAskedAgain) {
                kept.putAll(found);
            }
            throw e;
        }
    }

    private void read(Map<TopicPartition, TreeSet<Long>> open, Map<RecordPlace, T> found) {
        if (consumer == null) {
            consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }
        leaveOutWhatIsGone(open);
        consumer.assign(open.keySet());
        // A partition that the reading before has let go of is still paused.
        consumer.resume(open.keySet());
        open.forEach((partition, offsets) -> consumer.seek(partition, offsets.first()));
        long deadline = System.nanoTime() + limit.toNanos();
        while (!open.isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                throw new KafkaException("records of " + topic + " can't be read in time");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                TreeSet<Long> offsets = open.get(new TopicPartition(record.topic(), record.partition()));
                if (offsets != null && offsets.remove(record.offset())) {
                    decoder.apply(record)
                            .ifPresent(read -> found.put(new RecordPlace(record.partition(), record.offset()), read));
                }
            }
            open.entrySet().removeIf(entry -> isRead(entry.getKey(), entry.getValue()));
        }
    }

    private void leaveOutWhatIsGone(Map<TopicPartition, TreeSet<Long>> open) {
        Map<TopicPartition, Long> first = consumer.beginningOffsets(open.keySet(), limit);
        Map<TopicPartition, Long> end = consumer.endOffsets(open.keySet(), limit);
        open.entrySet().removeIf(entry -> {
            entry.getValue().headSet(first.get(entry.getKey())).clear();
            entry.getValue().tailSet(end.get(entry.getKey())).clear();
            return entry.getValue().isEmpty();
        });
    }

    /// Lets go of a partition that is read; else brings it nearer to what is wanted of it.
    private boolean isRead(TopicPartition partition, TreeSet<Long> offsets) {
        long position = consumer.position(partition);
        offsets.headSet(position).clear();
        if (offsets.isEmpty()) {
            consumer.pause(List.of(partition));
            return true;
        }
        if (offsets.first() - position > access.worthASeek) {
            consumer.seek(partition, offsets.first());
        }
        return false;
    }

    /// The next reading starts with a new consumer.
    @Override
    public void close() {
        if (consumer != null) {
            consumer.close(CloseOptions.timeout(CLOSE));
            consumer = null;
        }
    }
}
