package io.scalewatch.analysis.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.scalewatch.contracts.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads the committed fits as they come, and of each no more than it needs.
final class FitReader implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final FitLatencies latencies;
    private final Thread thread = Thread.ofPlatform().name("fits").unstarted(this::run);
    private volatile boolean stopping;
    private volatile long fits;
    private volatile long bytes;

    FitReader(String bootstrap, FitLatencies latencies) {
        this.latencies = latencies;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed", "max.poll.records", 2_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.SCALING_FITS).stream()
                .map(p -> new TopicPartition(Topics.SCALING_FITS, p.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread.start();
    }

    long fits() {
        return fits;
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        consumer.close();
    }

    private void run() {
        while (!stopping) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                long now = System.nanoTime();
                latencies.fitted(new String(record.key(), StandardCharsets.UTF_8), newest(record.value()), now);
                fits++;
                bytes += record.value().length;
            }
        }
    }

    private static long newest(byte[] fit) {
        try (JsonParser parser = JSON.createParser(fit)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                if (field.equals("asOf")) {
                    while (parser.nextToken() == JsonToken.FIELD_NAME) {
                        boolean offset = parser.currentName().equals("offset");
                        parser.nextToken();
                        if (offset) {
                            return parser.getLongValue();
                        }
                    }
                }
                parser.skipChildren();
            }
            throw new IllegalStateException("a fit that does not say what it counts");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
