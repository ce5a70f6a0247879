package io.scalewatch.inference.messaging;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.inference.endpoint.EndpointDirectory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/// Keeps the directory of endpoints as the compacted topic `endpoints` has it: whole at first, then each change.
public final class EndpointReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EndpointReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Map<String, Object> settings;
    private final EndpointDirectory directory;
    private final CountDownLatch loaded = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "endpoint-reader");
    private volatile boolean closed;
    private volatile Runnable wakeUp = () -> {};

    /// @param broker how it is reached
    public EndpointReader(Map<String, Object> broker, EndpointDirectory directory) {
        this.settings = new HashMap<>(broker);
        this.settings.putAll(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "inference-service-endpoints",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"));
        this.directory = directory;
    }

    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /// Returns when everything that was in the topic at the start has been read.
    public void awaitLoaded() throws InterruptedException {
        loaded.await();
    }

    public boolean isLoaded() {
        return loaded.getCount() == 0;
    }

    @Override
    public void close() {
        closed = true;
        // Not an interrupt: the client would report that it can't close its connections.
        wakeUp.run();
    }

    private void run() {
        while (!closed) {
            try (KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                wakeUp = consumer::wakeup;
                follow(consumer);
            } catch (InterruptException | WakeupException e) {
                return;
            } catch (KafkaException e) {
                LOG.warnf("The endpoints can't be read, and are read again: cause=%s", e);
                try {
                    Thread.sleep(PAUSE);
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.ENDPOINTS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (!closed) {
            consumer.poll(POLL).forEach(this::apply);
            if (!isLoaded() && partitions.stream().allMatch(p -> consumer.position(p) >= ends.get(p))) {
                LOG.infof("The endpoints are known: endpoints=%d", directory.size());
                loaded.countDown();
            }
        }
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String name = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            directory.remove(name);
            return;
        }
        try {
            EndpointDeclared endpoint = Codecs.ENDPOINT_DECLARED.decode(record.headers(), record.value());
            directory.put(endpoint);
        } catch (UnreadableEventException e) {
            // What is known of the endpoint stays.
            LOG.errorf("An unreadable endpoint is passed over: name=%s reason=%s", name, e.getMessage());
        }
    }
}
