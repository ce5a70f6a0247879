package io.scalewatch.task.loss;

import io.scalewatch.contracts.topic.ConsumerGroups;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.task.progress.ScoresOffsets;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Asks the broker how far the pipeline is. Used by one thread at a time.
@ApplicationScoped
public class KafkaPipelineOffsets implements PipelineOffsets {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int EMPTY_POLLS = 10;

    private final Map<String, Object> broker = new HashMap<>();
    private final ScoresOffsets stored;
    private final Duration timeout;
    private Admin admin;

    KafkaPipelineOffsets(
            @Identifier("default-kafka-broker") Map<String, Object> broker, ScoresOffsets stored, LossConfig config) {
        broker.forEach((name, value) -> {
            if (AdminClientConfig.configNames().contains(name)) {
                this.broker.put(name, value);
            }
        });
        this.stored = stored;
        this.timeout = config.timeout();
    }

    @Override
    public Map<Integer, Long> promptsEnd() {
        return ends(Topics.PROMPTS);
    }

    @Override
    public Map<Integer, Long> workersCommitted() {
        return committed(ConsumerGroups.INFERENCE, Topics.PROMPTS);
    }

    @Override
    public Map<Integer, Long> completionsEnd() {
        return ends(Topics.COMPLETIONS);
    }

    @Override
    public Map<Integer, Long> scoringCommitted() {
        return committed(ConsumerGroups.SCORING, Topics.COMPLETIONS);
    }

    @Override
    public Map<Integer, Long> scoresEnd() {
        return ends(Topics.SCORES);
    }

    /// Where the stored offset lies below the end, a read-committed consumer looks whether any record lies
    /// between.
    @Override
    public boolean isCounted(Map<Integer, Long> ends) {
        Map<Integer, Long> counted = stored.all();
        Map<TopicPartition, Long> behind = ends.entrySet().stream()
                .filter(end -> counted.getOrDefault(end.getKey(), 0L) < end.getValue())
                .collect(Collectors.toMap(end -> new TopicPartition(Topics.SCORES, end.getKey()), Map.Entry::getValue));
        return behind.isEmpty() || holdsNoRecord(behind, counted);
    }

    private boolean holdsNoRecord(Map<TopicPartition, Long> behind, Map<Integer, Long> counted) {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
        try (KafkaConsumer<byte[], byte[]> probe =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            probe.assign(behind.keySet());
            behind.keySet().forEach(p -> probe.seek(p, counted.getOrDefault(p.partition(), 0L)));
            // An open transaction, too, keeps the position below the end.
            for (int poll = 0; poll < EMPTY_POLLS; poll++) {
                if (!probe.poll(POLL).isEmpty()) {
                    return false;
                }
                if (behind.entrySet().stream().allMatch(end -> probe.position(end.getKey()) >= end.getValue())) {
                    return true;
                }
            }
            return false;
        }
    }

    private Map<Integer, Long> ends(String topic) {
        List<TopicPartition> partitions =
                await(admin().describeTopics(List.of(topic)).topicNameValues().get(topic)).partitions().stream()
                        .map(p -> new TopicPartition(topic, p.partition()))
                        .toList();
        Map<TopicPartition, ListOffsetsResultInfo> first = offsets(partitions, OffsetSpec.earliest());
        Map<Integer, Long> ends = new HashMap<>();
        offsets(partitions, OffsetSpec.latest()).forEach((partition, last) -> {
            if (last.offset() > first.get(partition).offset()) {
                ends.put(partition.partition(), last.offset());
            }
        });
        return ends;
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(List<TopicPartition> partitions, OffsetSpec which) {
        return await(admin().listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> which)))
                .all());
    }

    private Map<Integer, Long> committed(String group, String topic) {
        Map<Integer, Long> committed = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> offsets =
                await(admin().listConsumerGroupOffsets(group, new ListConsumerGroupOffsetsOptions().requireStable(true))
                        .partitionsToOffsetAndMetadata());
        offsets.forEach((partition, offset) -> {
            if (partition.topic().equals(topic) && offset != null) {
                committed.put(partition.partition(), offset.offset());
            }
        });
        return committed;
    }

    private Admin admin() {
        if (admin == null) {
            Map<String, Object> settings = new HashMap<>(broker);
            settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
            settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
            settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "task-service-loss");
            admin = Admin.create(settings);
        }
        return admin;
    }

    private <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(2 * timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the broker does not say how far the pipeline is", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @PreDestroy
    void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
