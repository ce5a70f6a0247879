package io.scalewatch.local.purge;

import io.scalewatch.contracts.topic.ConsumerGroups;
import io.scalewatch.contracts.topic.TopicList;
import io.scalewatch.contracts.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Finds where, in the topics that hold texts, those end that are to go, and deletes everything before. Kafka
/// can cut a partition at its beginning alone: what else stands there goes with it, and is counted first.
final class Purge implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final String TIMEOUT_MILLIS = "10000";
    private static final int MOST_RECORDS = 2_000;

    /// What a service has not read yet stays: it would be lost to the counts, or asked and paid again.
    private static final Map<String, List<String>> READERS = Map.of(
            Topics.PROMPTS, List.of(ConsumerGroups.INFERENCE),
            Topics.COMPLETIONS, List.of(ConsumerGroups.SCORING),
            Topics.SCORES, List.of(ConsumerGroups.ANALYSIS, ConsumerGroups.TASK_PROGRESS));

    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;

    Purge(Map<String, Object> kafka) {
        admin = Admin.create(kafka);
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        // A fetch that waits for more at a partition's end would hold up that of the next topic.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "50");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        try {
            consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (RuntimeException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    /// What is to go from one topic.
    ///
    /// @param cuts where each partition is to begin
    /// @param records that go, of other runs included; markers of transactions count, too, but where a run is
    ///     meant
    /// @param others of them, those that are not of the run that is meant
    /// @param unread that would go, but that a service has not read yet
    record Part(String topic, Map<TopicPartition, Long> cuts, long records, long others, long unread) {}

    /// Changes nothing.
    List<Part> plan(Scope scope) throws ExecutionException, InterruptedException {
        List<Part> parts = new ArrayList<>();
        for (String topic : TopicList.load().texts()) {
            parts.add(plan(topic, scope));
        }
        return parts;
    }

    /// Deletes for good what a plan says.
    void carryOut(List<Part> plan) throws ExecutionException, InterruptedException {
        Map<TopicPartition, RecordsToDelete> cuts = new HashMap<>();
        plan.forEach(part ->
                part.cuts().forEach((partition, offset) -> cuts.put(partition, RecordsToDelete.beforeOffset(offset))));
        admin.deleteRecords(cuts).all().get();
    }

    private Part plan(String topic, Scope scope) throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> wanted = switch (scope) {
            case Scope.All all -> ends;
            case Scope.Before before -> before(before, ends);
            case Scope.OfRun run -> afterLast(run, begins, ends);
        };
        Map<TopicPartition, Long> read = read(topic, begins, ends);
        Map<TopicPartition, Long> cuts = new HashMap<>();
        long unread = 0;
        for (TopicPartition partition : partitions) {
            long cut = Math.min(wanted.get(partition), read.get(partition));
            unread += Math.max(0, wanted.get(partition) - Math.max(cut, begins.get(partition)));
            if (cut > begins.get(partition)) {
                cuts.put(partition, cut);
            }
        }
        if (scope instanceof Scope.OfRun run) {
            long[] counts = count(run, begins, cuts);
            return new Part(topic, cuts, counts[0], counts[1], unread);
        }
        long records = cuts.entrySet().stream()
                .mapToLong(cut -> cut.getValue() - begins.get(cut.getKey()))
                .sum();
        return new Part(topic, cuts, records, 0, unread);
    }

    private Map<TopicPartition, Long> before(Scope.Before before, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> times = new HashMap<>();
        ends.keySet().forEach(partition -> times.put(partition, before.then().toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        Map<TopicPartition, Long> cuts = new HashMap<>();
        ends.forEach((partition, end) -> {
            OffsetAndTimestamp first = found.get(partition);
            cuts.put(partition, first == null ? end : Math.min(end, first.offset()));
        });
        return cuts;
    }

    /// Behind the last record of the run in each partition; where there is none, where the partition begins.
    private Map<TopicPartition, Long> afterLast(
            Scope.OfRun run, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> cuts = new HashMap<>(begins);
        scan(begins, ends, record -> {
            if (run.isIn(record)) {
                cuts.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
            }
        });
        return cuts;
    }

    private long[] count(Scope.OfRun run, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> cuts) {
        long[] counts = new long[2];
        scan(begins, cuts, record -> {
            counts[0]++;
            if (!run.isIn(record)) {
                counts[1]++;
            }
        });
        return counts;
    }

    private void scan(
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
        consumer.assign(ends.keySet());
        ends.keySet().forEach(partition -> consumer.seek(partition, begins.get(partition)));
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                    each.accept(record);
                }
            }
        }
    }

    /// How far all the services have read that the topic is for.
    private Map<TopicPartition, Long> read(
            String topic, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> read = new HashMap<>(ends);
        for (String group : READERS.getOrDefault(topic, List.of())) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            begins.forEach((partition, begin) -> {
                OffsetAndMetadata offset = committed.get(partition);
                read.merge(partition, offset == null ? begin : offset.offset(), Math::min);
            });
        }
        return read;
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
