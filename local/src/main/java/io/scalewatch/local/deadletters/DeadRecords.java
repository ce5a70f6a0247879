package io.scalewatch.local.deadletters;

import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.local.CommandException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads dead letter topics, committed records only, without leaving a trace in the cluster.
final class DeadRecords implements AutoCloseable {

    static final List<String> TOPICS = Stream.of(
                    Topics.MODEL_DEPLOYMENTS, Topics.PROMPTS, Topics.COMPLETIONS, Topics.SCORES)
            .map(Topics::deadLetters)
            .toList();

    private static final String TIMEOUT_MILLIS = "10000";

    private final KafkaConsumer<byte[], byte[]> consumer;

    DeadRecords(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "50");
        try {
            consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw unreadable(e);
        }
    }

    /// The newest records, the newest last.
    List<DeadRecord> newest(List<String> topics, int limit) {
        List<DeadRecord> found = new ArrayList<>();
        for (String topic : topics) {
            found.addAll(read(topic, limit));
        }
        found.sort((a, b) -> a.time().compareTo(b.time()));
        return found.subList(Math.max(0, found.size() - limit), found.size());
    }

    Optional<DeadRecord> at(String topic, DeadRecord.Place place) {
        TopicPartition partition = new TopicPartition(topic, place.partition());
        try {
            Map<TopicPartition, Long> begin = consumer.beginningOffsets(List.of(partition));
            Map<TopicPartition, Long> end = consumer.endOffsets(List.of(partition));
            if (place.offset() < begin.get(partition) || place.offset() >= end.get(partition)) {
                return Optional.empty();
            }
            return read(partition, place.offset(), place.offset() + 1).stream()
                    .filter(record -> record.at().equals(place))
                    .findFirst();
        } catch (KafkaException e) {
            throw unreadable(e);
        }
    }

    private List<DeadRecord> read(String topic, int limit) {
        try {
            List<TopicPartition> partitions = partitions(topic);
            Map<TopicPartition, Long> begin = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            List<DeadRecord> records = new ArrayList<>();
            for (TopicPartition partition : partitions) {
                // Markers of transactions take offsets, too: about one for each batch.
                long from = Math.max(begin.get(partition), end.get(partition) - 2L * limit);
                records.addAll(read(partition, from, end.get(partition)));
            }
            return records;
        } catch (KafkaException e) {
            throw unreadable(e);
        }
    }

    private List<TopicPartition> partitions(String topic) {
        List<PartitionInfo> known = consumer.partitionsFor(topic);
        return known.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private List<DeadRecord> read(TopicPartition partition, long from, long to) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        List<DeadRecord> records = new ArrayList<>();
        while (consumer.position(partition) < to) {
            consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                if (record.offset() < to) {
                    records.add(DeadRecord.of(record));
                }
            });
        }
        return records;
    }

    private static CommandException unreadable(KafkaException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new CommandException(
                "the dead letters can't be read: " + cause.getMessage() + "; --kafka names another cluster");
    }

    @Override
    public void close() {
        consumer.close();
    }
}
