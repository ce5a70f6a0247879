package io.scalewatch.task.publishing;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.topic.PromptPartition;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.tracing.PromptSpan;
import io.scalewatch.tracing.PromptTracing;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Sends a batch of prompts and awaits the broker's acknowledgement of all of them. The plain client, since a
/// channel has an acknowledgement, a message and a buffer slot per record where this needs one per batch. Used
/// by the publisher's thread alone.
@ApplicationScoped
public class PromptProducer {

    private static final String SOURCE = "/task-service";
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Map<String, Object> settings = new HashMap<>();
    private final PromptTracing tracing;
    private KafkaProducer<byte[], byte[]> producer;
    private int partitions;

    PromptProducer(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            PublishingConfig config,
            PromptTracing tracing) {
        this.tracing = tracing;
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.get("bootstrap.servers"));
        broker.forEach((name, value) -> {
            if (ProducerConfig.configNames().contains(name)) {
                settings.put(name, value);
            }
        });
        int timeout = Math.toIntExact(config.deliveryTimeout().toMillis());
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "task-service-prompts");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout / 2);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
    }

    /// Returns when the broker has all of them.
    ///
    /// @param failures of prompts that can't be asked: they go where the scores are
    /// @throws KafkaException if it has not, or is not known to have
    void send(List<PromptIssued> prompts, List<CompletionScored> failures) {
        KafkaProducer<byte[], byte[]> open = open();
        List<Future<RecordMetadata>> sent = new ArrayList<>(prompts.size());
        for (PromptIssued prompt : prompts) {
            sent.add(send(open, prompt));
        }
        for (CompletionScored failure : failures) {
            sent.add(open.send(new ProducerRecord<>(
                    Topics.SCORES,
                    null,
                    null,
                    failure.partitionKey().getBytes(StandardCharsets.UTF_8),
                    Codecs.COMPLETION_SCORED.encode(failure),
                    Codecs.COMPLETION_SCORED.headers(failure, SOURCE))));
        }
        open.flush();
        for (Future<RecordMetadata> future : sent) {
            await(future);
        }
    }

    private Future<RecordMetadata> send(KafkaProducer<byte[], byte[]> open, PromptIssued prompt) {
        Headers headers = Codecs.PROMPT_ISSUED.headers(prompt, SOURCE);
        PromptSpan span = tracing.publish(prompt, Topics.PROMPTS);
        span.writeTo(headers);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topics.PROMPTS,
                PromptPartition.of(prompt.id(), partitions),
                null,
                null,
                Codecs.PROMPT_ISSUED.encode(prompt),
                headers);
        return span.isTraced() ? open.send(record, (place, failure) -> end(span, failure)) : open.send(record);
    }

    /// @param failure null where there was none, as the client says it
    private static void end(PromptSpan span, Exception failure) {
        if (failure != null) {
            span.fail(failure.getClass().getSimpleName());
        }
        span.end();
    }

    private static void await(Future<RecordMetadata> future) {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw new KafkaException("a prompt was not acknowledged", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private KafkaProducer<byte[], byte[]> open() {
        if (producer == null) {
            producer = new KafkaProducer<>(settings);
            partitions = producer.partitionsFor(Topics.PROMPTS).size();
        }
        return producer;
    }

    /// The next batch starts with a new producer, whatever state this one is in.
    void close() {
        if (producer != null) {
            producer.close(CLOSE);
            producer = null;
        }
    }
}
