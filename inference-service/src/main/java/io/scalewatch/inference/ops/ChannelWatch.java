package io.scalewatch.inference.ops;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.health.HealthReport;
import io.smallrye.reactive.messaging.providers.extension.HealthCenter;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/// Ends the process when a channel has failed for good: a group member in a fatal state never recovers, and a
/// process that has none of its work left to do is worth less than one that whoever runs it starts again.
@ApplicationScoped
public class ChannelWatch {

    private static final Logger LOG = Logger.getLogger(ChannelWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final HealthCenter health;
    private final Vertx vertx;

    ChannelWatch(HealthCenter health, Vertx vertx) {
        this.health = health;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(INTERVAL.toMillis(), timer -> check(timer));
    }

    private void check(long timer) {
        HealthReport liveness = health.getLiveness();
        if (!liveness.isOk()) {
            vertx.cancelTimer(timer);
            List<String> failed = liveness.getChannels().stream()
                    .filter(channel -> !channel.isOk())
                    .map(channel -> channel.getChannel() + ": " + channel.getMessage())
                    .toList();
            LOG.fatalf("A channel has failed for good, the worker ends: %s", failed);
            Quarkus.asyncExit(1);
        }
    }
}
