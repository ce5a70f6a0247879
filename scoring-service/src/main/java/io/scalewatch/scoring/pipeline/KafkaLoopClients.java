package io.scalewatch.scoring.pipeline;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Clients of a real broker.
public final class KafkaLoopClients implements LoopClients {

    private static final int FETCH_BYTES = 65_536;
    private static final int FETCH_WAIT_MILLIS = 50;
    private static final int BATCH_BYTES = 128 * 1024;

    private final Map<String, Object> common;
    private final String group;
    private final String transactionalId;
    private final Duration transactionTimeout;
    private final int maxBatch;
    private final Duration maxPollInterval;

    /// @param common what both clients need: the bootstrap servers, credentials
    /// @param group the consumer group
    /// @param transactionalId stable per instance, so that a restarted one ends what it had left open
    /// @param transactionTimeout how long a killed instance's open transaction may hold up the readers of scores
    /// @param maxBatch the most completions in one transaction
    /// @param maxPollInterval after which a loop that can't write lets its partitions go to one that can
    public KafkaLoopClients(
            Map<String, Object> common,
            String group,
            String transactionalId,
            Duration transactionTimeout,
            int maxBatch,
            Duration maxPollInterval) {
        this.common = Map.copyOf(common);
        this.group = group;
        this.transactionalId = transactionalId;
        this.transactionTimeout = transactionTimeout;
        this.maxBatch = maxBatch;
        this.maxPollInterval = maxPollInterval;
    }

    @Override
    public Consumer<byte[], byte[]> consumer() {
        Map<String, Object> config = new HashMap<>(common);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxBatch);
        // A transaction costs the broker more than the completions in it: let some come together.
        config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, FETCH_BYTES);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
        config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Math.toIntExact(maxPollInterval.toMillis()));
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Producer<byte[], byte[]> producer() {
        int timeout = Math.toIntExact(transactionTimeout.toMillis());
        Map<String, Object> config = new HashMap<>(common);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, timeout);
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        // The commit flushes, so lingering never delays a small batch.
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // Nothing is worth waiting for longer than the broker keeps the transaction open.
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout / 2);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
