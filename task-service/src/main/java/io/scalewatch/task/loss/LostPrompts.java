package io.scalewatch.task.loss;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.Failure;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.task.publishing.PromptFactories;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Ends the prompts that were lost too often: as failures on `scores`, like any other. Our own progress counts
/// them from there, and so does the analysis, so that both have one truth. A crash in between leaves them open:
/// they are found again.
@ApplicationScoped
public class LostPrompts {

    private static final String UNKNOWN_VERSION = "unknown";
    private static final Failure LOST = new Failure(FailureKind.LOST, "published, and then found nowhere");

    private final PromptFactories factories;
    private final LossStore store;
    private final Clock clock;
    private final Map<String, Object> settings = new HashMap<>();

    LostPrompts(
            PromptFactories factories,
            LossStore store,
            Clock clock,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            LossConfig config) {
        this.factories = factories;
        this.store = store;
        this.clock = clock;
        broker.forEach((name, value) -> {
            if (ProducerConfig.configNames().contains(name)) {
                settings.put(name, value);
            }
        });
        int timeout = Math.toIntExact(config.timeout().toMillis());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "task-service-lost");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * timeout);
    }

    /// Returns when the broker has all of them. Rare, so the producer lives no longer than the call.
    ///
    /// @param lost index to attempt
    void fail(UUID run, Map<Long, Integer> lost) {
        String version = store.scoringVersion(run).orElse(UNKNOWN_VERSION);
        Instant now = clock.instant();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (CompletionScored score : factories.failures(run, lost, LOST, version, now)) {
                sent.add(producer.send(new ProducerRecord<>(
                        Topics.SCORES,
                        null,
                        null,
                        score.partitionKey().getBytes(StandardCharsets.UTF_8),
                        Codecs.COMPLETION_SCORED.encode(score),
                        Codecs.COMPLETION_SCORED.headers(score, "/task-service"))));
            }
            producer.flush();
            for (Future<RecordMetadata> future : sent) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException("a failure was not acknowledged", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
