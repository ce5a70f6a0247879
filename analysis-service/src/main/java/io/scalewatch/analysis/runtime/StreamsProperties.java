package io.scalewatch.analysis.runtime;

import io.scalewatch.analysis.topology.LeanRocksDb;
import io.scalewatch.contracts.topic.ConsumerGroups;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/// How Kafka Streams is set up.
final class StreamsProperties {

    /// Also the consumer group, and the prefix of the changelog topics.
    static final String APPLICATION_ID = ConsumerGroups.ANALYSIS;

    private static final int POLL_MILLIS = 50;
    private static final int LINGER_MILLIS = 5;
    /// Some thirty fits: where thousands of series are fitted in a second, requests cost more than bytes.
    private static final int BATCH_BYTES = 131_072;
    private static final int POLLED_RECORDS = 1000;
    private static final int HEARTBEATS_PER_SESSION = 4;

    private StreamsProperties() {}

    /// @param broker how it is reached
    static Properties of(AnalysisConfig config, Map<String, Object> broker) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        properties.putAll(broker);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbyReplicas());
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
        properties.put(StreamsConfig.POLL_MS_CONFIG, POLL_MILLIS);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, config.cacheBytes());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, LeanRocksDb.class);
        // No JMX: Kafka Streams registers a bean for each iterator over a store, and takes it away when that is closed,
        // which cost more than all else where many series were rebuilt.
        properties.put(StreamsConfig.METRIC_REPORTER_CLASSES_CONFIG, List.of());
        int session = Math.toIntExact(config.sessionTimeout().toMillis());
        consumer(properties, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
        consumer(properties, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, session / HEARTBEATS_PER_SESSION);
        // A restart within the session timeout takes its partitions back without waiting for the session to end.
        consumer(properties, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, config.instance());
        consumer(properties, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLLED_RECORDS);
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                Math.toIntExact(config.transactionTimeout().toMillis()));
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MILLIS);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        return properties;
    }

    private static void consumer(Properties properties, String name, Object value) {
        properties.put(StreamsConfig.mainConsumerPrefix(name), value);
    }
}
