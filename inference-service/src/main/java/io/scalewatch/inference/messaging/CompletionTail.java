package io.scalewatch.inference.messaging;

import io.scalewatch.contracts.codec.EventCodec;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.inference.config.InferenceConfig;
import io.scalewatch.inference.work.CompletedIdentities;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/// Reads from the log which prompts have their completion.
///
/// A partition of `completions` is read from a margin before the broker's time of the first prompt of the same
/// partition that is not committed; where all are, of the last one, so that a prompt that its publisher is
/// about to send once more is known. Values are not even copied: the identity stands in a header.
public final class CompletionTail {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, Object> settings;
    private final Duration margin;
    private final int generation;

    /// @param broker how it is reached
    public CompletionTail(Map<String, Object> broker, InferenceConfig config) {
        this.settings = new HashMap<>(broker);
        this.settings.putAll(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "inference-service-tail",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                4 << 20,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                16 << 20));
        this.margin = config.tailMargin();
        this.generation = config.rememberedIdentities();
    }

    /// @param partitions numbers of partitions
    /// @param committed the group's offsets on `prompts`, where there are any
    /// @return what has its completion, for each of the partitions
    /// @throws KafkaException if the broker does not answer
    public Map<Integer, CompletedIdentities> read(Collection<Integer> partitions, Map<Integer, Long> committed) {
        Map<Integer, CompletedIdentities> identities = new HashMap<>();
        partitions.forEach(number -> identities.put(number, new CompletedIdentities(generation)));
        try (KafkaConsumer<Void, Void> consumer =
                new KafkaConsumer<>(settings, new NothingDeserializer(), new NothingDeserializer())) {
            Map<TopicPartition, Long> times = timesOfFirstUncommitted(consumer, partitions, committed);
            readFrom(consumer, times, identities);
        }
        return identities;
    }

    private static Map<TopicPartition, Long> timesOfFirstUncommitted(
            Consumer<Void, Void> consumer, Collection<Integer> partitions, Map<Integer, Long> committed) {
        List<TopicPartition> prompts = partitions.stream()
                .map(n -> new TopicPartition(Topics.PROMPTS, n))
                .toList();
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(prompts);
        Map<TopicPartition, Long> ends = consumer.endOffsets(prompts);
        Map<TopicPartition, Long> times = new HashMap<>();
        Set<TopicPartition> missing = new HashSet<>(prompts);
        missing.removeIf(p -> begins.get(p) >= ends.get(p));
        consumer.assign(missing);
        for (TopicPartition p : missing) {
            long first = Math.max(begins.get(p), committed.getOrDefault(p.partition(), 0L));
            consumer.seek(p, Math.min(first, ends.get(p) - 1));
        }
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!missing.isEmpty()) {
            for (ConsumerRecord<Void, Void> record : consumer.poll(POLL)) {
                TopicPartition p = new TopicPartition(record.topic(), record.partition());
                times.putIfAbsent(new TopicPartition(Topics.COMPLETIONS, p.partition()), record.timestamp());
                if (missing.remove(p)) {
                    consumer.pause(List.of(p));
                }
            }
            missing.removeIf(p -> consumer.position(p) >= ends.get(p));
            checkTime(giveUp);
        }
        return times;
    }

    private void readFrom(
            Consumer<Void, Void> consumer,
            Map<TopicPartition, Long> times,
            Map<Integer, CompletedIdentities> identities) {
        Map<TopicPartition, Long> since = new HashMap<>();
        times.forEach((p, time) -> since.put(p, Math.max(0, time - margin.toMillis())));
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(since);
        Map<TopicPartition, Long> ends = consumer.endOffsets(times.keySet());
        Set<TopicPartition> unread = new HashSet<>(times.keySet());
        // No completion as young as that: nothing to read.
        unread.removeIf(p -> starts.get(p) == null || starts.get(p).offset() >= ends.get(p));
        consumer.assign(unread);
        unread.forEach(p -> consumer.seek(p, starts.get(p).offset()));
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!unread.isEmpty()) {
            int records = 0;
            for (ConsumerRecord<Void, Void> record : consumer.poll(POLL)) {
                load(record, identities.get(record.partition()));
                records++;
            }
            unread.removeIf(p -> consumer.position(p) >= ends.get(p));
            if (records > 0) {
                giveUp = System.nanoTime() + PATIENCE.toNanos();
            }
            checkTime(giveUp);
        }
    }

    private static void load(ConsumerRecord<Void, Void> record, CompletedIdentities identities) {
        try {
            identities.load(PromptId.parse(EventCodec.id(record.headers())));
        } catch (UnreadableEventException | IllegalArgumentException e) {
            // Scoring sends it to the dead letter topic; it says nothing of any prompt.
            return;
        }
    }

    private static void checkTime(long giveUp) {
        if (System.nanoTime() - giveUp > 0) {
            throw new TimeoutException("the log of completions gave nothing for " + PATIENCE);
        }
    }

    /// Reads nothing, and copies nothing.
    private static final class NothingDeserializer implements Deserializer<Void> {

        @Override
        public Void deserialize(String topic, byte[] data) {
            return null;
        }

        @Override
        public Void deserialize(String topic, Headers headers, ByteBuffer data) {
            return null;
        }
    }
}
