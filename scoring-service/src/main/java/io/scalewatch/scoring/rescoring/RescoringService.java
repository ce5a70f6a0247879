package io.scalewatch.scoring.rescoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.scalewatch.contracts.topic.ConnectionSettings;
import io.scalewatch.scoring.labelling.CompletionScorer;
import io.scalewatch.scoring.pipeline.InstanceName;
import io.scalewatch.scoring.pipeline.KafkaLoopClients;
import io.scalewatch.scoring.pipeline.ScoringConfig;
import io.scalewatch.scoring.pipeline.TransactionProbe;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Runs [Rescorings] from the service's start to its stop.
@ApplicationScoped
public class RescoringService {

    private static final Logger LOG = Logger.getLogger(RescoringService.class);
    private static final int MAX_BATCH = 10_000;

    private final ScoringConfig scoring;
    private final Rescorings rescorings;
    private Thread thread;

    @Inject
    RescoringService(
            ScoringConfig scoring,
            RescoringConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.http.port") int httpPort,
            MeterRegistry registry) {
        requireRanges(config);
        this.scoring = scoring;
        Map<String, Object> connection = ConnectionSettings.of(kafka);
        String instance = InstanceName.of(scoring, httpPort);
        this.rescorings = new Rescorings(
                () -> follower(connection),
                id -> new KafkaLoopClients(
                        connection,
                        scoring.group() + "-rescoring-" + id,
                        "scoring-service-" + instance + "-rescoring",
                        scoring.transactionTimeout(),
                        config.maxBatch(),
                        scoring.maxPollInterval()),
                RescoringTopics.STANDARD,
                new CompletionScorer(),
                TransactionProbe.NONE,
                new RescoringMeters(registry),
                config.share(),
                Clock.systemUTC());
    }

    private static KafkaConsumer<byte[], byte[]> follower(Map<String, Object> connection) {
        Map<String, Object> config = new HashMap<>(connection);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("rescoring").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        rescorings.stop();
        if (thread != null && !thread.join(scoring.stopTimeout())) {
            LOG.warn("the re-scoring did not end in time; its transaction is left to time out");
        }
    }

    private void run() {
        try {
            rescorings.run();
        } catch (RuntimeException | Error e) {
            LOG.errorf(
                    "re-scoring died and the service ends: cause=%s",
                    e.getClass().getName());
            Quarkus.asyncExit(1);
            throw e;
        }
    }

    private static void requireRanges(RescoringConfig config) {
        require(config.share() > 0 && config.share() <= 1, "share", "above 0, at most 1");
        require(config.maxBatch() >= 1 && config.maxBatch() <= MAX_BATCH, "max-batch", "1 to " + MAX_BATCH);
    }

    private static void require(boolean holds, String property, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException("scalewatch.scoring.rescoring." + property + " must be " + allowed);
        }
    }
}
