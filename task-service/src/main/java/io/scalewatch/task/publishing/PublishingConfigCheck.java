package io.scalewatch.task.publishing;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/// Stops the start where a setting of the publishing is out of its range, and names the property.
@ApplicationScoped
public class PublishingConfigCheck {

    private static final String PREFIX = "scalewatch.task.publishing.";

    void onStart(@Observes @Priority(1) StartupEvent event, PublishingConfig config) {
        check(config);
    }

    /// @throws IllegalArgumentException names the first property that is out of its range
    static void check(PublishingConfig config) {
        range("most-outstanding", config.mostOutstanding(), PublishingWindow.SMALLEST, 1_000_000);
        range("batch-size", config.batchSize(), 1, 100_000);
        range("pause", config.pause(), Duration.ZERO, Duration.ofSeconds(1));
        range("poll-interval", config.pollInterval(), Duration.ofMillis(10), Duration.ofSeconds(10));
        range("lease-time", config.leaseTime(), Duration.ofSeconds(1), Duration.ofMinutes(5));
        range("cancelled-memory", config.cancelledMemory(), Duration.ZERO, Duration.ofHours(1));
        range("delivery-timeout", config.deliveryTimeout(), Duration.ofSeconds(1), Duration.ofMinutes(5));
        range("max-backoff", config.maxBackoff(), Duration.ofMillis(100), Duration.ofMinutes(5));
    }

    private static <T extends Comparable<T>> void range(String property, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    PREFIX + property + " must lie in " + least + " to " + most + ", but is " + value);
        }
    }
}
