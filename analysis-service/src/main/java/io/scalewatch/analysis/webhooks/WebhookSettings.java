package io.scalewatch.analysis.webhooks;

import io.quarkus.runtime.StartupEvent;
import io.scalewatch.analysis.outgoing.Destinations;
import io.scalewatch.analysis.runtime.AnalysisConfig;
import io.scalewatch.analysis.runtime.Ranges;
import io.scalewatch.outbound.NamedSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;

/// Turns the settings into what works by them, or stops the start and names the property.
@ApplicationScoped
class WebhookSettings {

    private static final String PREFIX = "scalewatch.analysis.webhooks.";
    private static final Duration MONTH = Duration.ofDays(30);

    /// @throws IllegalArgumentException naming the property that is out of its range
    void start(@Observes StartupEvent event, WebhookConfig config) {
        check(config);
        destinations(config);
    }

    @Produces
    @Singleton
    DeliveryPolicy policy(WebhookConfig config) {
        return new DeliveryPolicy(
                config.firstWait(),
                config.longestWait(),
                config.retryFor(),
                config.disableFailures(),
                config.disableAfter());
    }

    @Produces
    @Singleton
    Destinations destinations(WebhookConfig config) {
        return new Destinations(PREFIX + "allowed-urls", config.allowedUrls());
    }

    @Produces
    @Singleton
    NamedSecrets secrets(AnalysisConfig config) {
        return new NamedSecrets(
                config.secrets(), config.secretDirectory().map(Path::of), System.getenv(), System::nanoTime);
    }

    static void check(WebhookConfig config) {
        Ranges ranges = new Ranges(PREFIX);
        ranges.between(config.most(), 0, 1_000, "most");
        ranges.between(config.callTimeout(), Duration.ofMillis(10), Duration.ofMinutes(1), "call-timeout");
        ranges.between(config.firstWait(), Duration.ofMillis(1), Duration.ofHours(1), "first-wait");
        ranges.between(config.longestWait(), config.firstWait(), Duration.ofDays(1), "longest-wait");
        ranges.between(config.retryFor(), Duration.ZERO, MONTH, "retry-for");
        ranges.between(config.disableFailures(), 1, 10_000, "disable-failures");
        ranges.between(config.disableAfter(), Duration.ZERO, MONTH, "disable-after");
        ranges.between(config.lookInterval(), Duration.ofMillis(10), Duration.ofMinutes(1), "look-interval");
        ranges.between(config.logRetention(), Duration.ofHours(1), Duration.ofDays(3_650), "log-retention");
    }
}
