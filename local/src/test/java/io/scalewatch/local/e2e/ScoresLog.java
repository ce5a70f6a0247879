package io.scalewatch.local.e2e;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.EventCodec;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// What is committed on `scores`, read from its beginning with a consumer of the test's own.
final class ScoresLog {

    private ScoresLog() {}

    /// @param labelled distinct plan indices with a label
    /// @param failed distinct plan indices with a failure
    /// @param records all records of the run
    record Content(Set<Long> labelled, Set<Long> failed, List<CompletionScored> records) {}

    static Content of(UUID run, String bootstrapServers) throws UnreadableEventException {
        Set<Long> labelled = new HashSet<>();
        Set<Long> failed = new HashSet<>();
        List<CompletionScored> records = new ArrayList<>();
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.SCORES).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    // Other tests write records here that nobody can read.
                    if (record.headers().lastHeader(EventCodec.ID_HEADER) == null
                            || !PromptId.parse(EventCodec.id(record.headers()))
                                    .runId()
                                    .equals(run)) {
                        continue;
                    }
                    CompletionScored score = Codecs.COMPLETION_SCORED.decode(record.headers(), record.value());
                    records.add(score);
                    (score.label().isPresent() ? labelled : failed)
                            .add(score.id().index());
                }
            }
        }
        failed.removeAll(labelled);
        return new Content(labelled, failed, records);
    }
}
