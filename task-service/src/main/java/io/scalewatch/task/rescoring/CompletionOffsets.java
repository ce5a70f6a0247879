package io.scalewatch.task.rescoring;

import io.scalewatch.contracts.event.OffsetRange;
import io.scalewatch.contracts.topic.ConnectionSettings;
import io.scalewatch.contracts.topic.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// Where in `completions` the answers of a run are.
@ApplicationScoped
class CompletionOffsets {

    private static final int TIMEOUT_MILLIS = 10_000;

    /// The topic has the broker's clock, a run the one of this service.
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final Map<String, Object> broker;

    CompletionOffsets(@Identifier("default-kafka-broker") Map<String, Object> configured) {
        broker = new HashMap<>(ConnectionSettings.of(configured));
        broker.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        broker.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    }

    /// What was written since a time, up to now. A partition that holds nothing of it is left out.
    ///
    /// @throws BrokerAwayException if the broker does not answer
    List<OffsetRange> since(Instant time) {
        try (Admin admin = Admin.create(broker)) {
            List<TopicPartition> partitions = admin
                    .describeTopics(List.of(Topics.COMPLETIONS))
                    .topicNameValues()
                    .get(Topics.COMPLETIONS)
                    .get()
                    .partitions()
                    .stream()
                    .map(info -> new TopicPartition(Topics.COMPLETIONS, info.partition()))
                    .toList();
            Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(admin, partitions, OffsetSpec.latest());
            List<OffsetRange> ranges = new ArrayList<>();
            offsets(
                            admin,
                            partitions,
                            OffsetSpec.forTimestamp(time.minus(CLOCKS_DIFFER).toEpochMilli()))
                    .forEach((partition, from) -> {
                        long end = ends.get(partition).offset();
                        // -1: nothing is that new.
                        if (from.offset() >= 0 && from.offset() < end) {
                            ranges.add(new OffsetRange(partition.partition(), from.offset(), end));
                        }
                    });
            ranges.sort(Comparator.comparing(OffsetRange::partition));
            return ranges;
        } catch (ExecutionException | KafkaException e) {
            throw new BrokerAwayException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerAwayException(e);
        }
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
            Admin admin, List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        return admin.listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> which)))
                .all()
                .get();
    }
}
