package io.scalewatch.task.loss;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/// Stops the start where a setting of the search for losses is out of its range, and names the property.
@ApplicationScoped
public class LossConfigCheck {

    void onStart(@Observes @Priority(1) StartupEvent event, LossConfig config) {
        check(config);
    }

    /// @throws IllegalArgumentException names the first property that is out of its range
    static void check(LossConfig config) {
        range("quiet-time", config.quietTime(), Duration.ofMillis(100), Duration.ofHours(1));
        range("attempts", config.attempts(), 0, 100);
        range("timeout", config.timeout(), Duration.ofMillis(100), Duration.ofMinutes(5));
    }

    private static <T extends Comparable<T>> void range(String property, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "scalewatch.task.loss." + property + " must lie in " + least + " to " + most + ", but is " + value);
        }
    }
}
