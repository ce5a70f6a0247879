package io.scalewatch.task.judged;

import io.scalewatch.contracts.topic.ConnectionSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// A reader of `completions` beside all groups: it seeks, and commits nothing.
final class CompletionsConsumer {

    private static final int MOST_RECORDS = 2_000;

    private CompletionsConsumer() {}

    /// @param broker all that is configured for Kafka
    static KafkaConsumer<byte[], byte[]> open(Map<String, Object> broker, String clientId) {
        Map<String, Object> settings = new HashMap<>(ConnectionSettings.of(broker));
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // An offset that is gone is to be noticed, not replaced by another one.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
