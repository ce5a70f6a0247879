package io.scalewatch.scoring.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.scalewatch.contracts.topic.ConnectionSettings;
import io.scalewatch.scoring.labelling.CompletionScorer;
import io.scalewatch.tracing.PromptTracing;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Runs the loop from the service's start to its stop.
@ApplicationScoped
public class ScoringService {

    private static final Logger LOG = Logger.getLogger(ScoringService.class);

    private final ScoringConfig config;
    private final ScoringLoop loop;
    private final Clock clock = Clock.systemUTC();
    private Thread thread;

    @Inject
    ScoringService(
            ScoringConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.http.port") int httpPort,
            MeterRegistry registry,
            PromptTracing tracing) {
        this.config = config;
        requireRanges(config);
        KafkaLoopClients clients = new KafkaLoopClients(
                ConnectionSettings.of(kafka),
                config.group(),
                "scoring-service-" + InstanceName.of(config, httpPort),
                config.transactionTimeout(),
                config.maxBatch(),
                config.maxPollInterval());
        this.loop = new ScoringLoop(
                clients,
                ScoringTopics.STANDARD,
                new CompletionScorer(),
                TransactionProbe.NONE,
                new ScoringMeters(registry),
                tracing,
                clock);
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("scoring-loop").start(this::run);
    }

    /// Waits for the transaction in hand, so that the next instance need not wait for its timeout.
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.stop();
        if (thread != null && !thread.join(config.stopTimeout())) {
            LOG.warn("the loop did not end in time; its transaction is left to time out");
        }
    }

    /// Whether the loop's thread runs.
    boolean isAlive() {
        return thread != null && thread.isAlive();
    }

    boolean isReady() {
        return loop.status().isReady(clock.instant(), config.readinessLimit());
    }

    int failuresInARow() {
        return loop.status().failuresInARow();
    }

    private void run() {
        try {
            loop.run();
        } catch (RuntimeException | Error e) {
            // Out of memory and the like: whoever supervises the process starts it again.
            LOG.errorf(
                    "the loop died and the service ends: cause=%s", e.getClass().getName());
            Quarkus.asyncExit(1);
            throw e;
        }
    }

    private static void requireRanges(ScoringConfig config) {
        require(config.maxBatch() >= 1 && config.maxBatch() <= 100_000, "max-batch", "1 to 100000");
        require(
                isWithin(config.transactionTimeout(), Duration.ofSeconds(1), Duration.ofMinutes(15)),
                "transaction-timeout",
                "1s to 15m");
        require(
                isWithin(config.maxPollInterval(), config.transactionTimeout().plusMillis(1), Duration.ofHours(1)),
                "max-poll-interval",
                "longer than scalewatch.scoring.transaction-timeout, and at most 1h");
        require(
                isWithin(config.readinessLimit(), Duration.ofSeconds(1), Duration.ofDays(1)),
                "readiness-limit",
                "1s to 1d");
        require(isWithin(config.stopTimeout(), Duration.ofSeconds(1), Duration.ofHours(1)), "stop-timeout", "1s to 1h");
        require(!config.group().isBlank(), "group", "not blank");
        require(config.instance().map(name -> !name.isBlank()).orElse(true), "instance", "not blank");
    }

    private static boolean isWithin(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static void require(boolean holds, String property, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException("scalewatch.scoring." + property + " must be " + allowed);
        }
    }
}
