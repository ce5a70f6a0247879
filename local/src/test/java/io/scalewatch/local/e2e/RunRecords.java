package io.scalewatch.local.e2e;

import io.scalewatch.contracts.codec.EventCodec;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.PromptId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// A run's committed records of a topic, read from its beginning with a consumer of the test's own.
final class RunRecords {

    private RunRecords() {}

    static PromptId id(ConsumerRecord<byte[], byte[]> record) throws UnreadableEventException {
        return PromptId.parse(EventCodec.id(record.headers()));
    }

    static List<ConsumerRecord<byte[], byte[]>> of(String topic, UUID run, String bootstrapServers)
            throws UnreadableEventException {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    // Other tests write records that nobody can read.
                    if (record.headers().lastHeader(EventCodec.ID_HEADER) != null
                            && id(record).runId().equals(run)) {
                        records.add(record);
                    }
                }
            }
        }
        return records;
    }
}
