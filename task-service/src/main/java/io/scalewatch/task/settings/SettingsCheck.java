package io.scalewatch.task.settings;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/// Stops the start where a setting is out of its range, and names the property.
@ApplicationScoped
public class SettingsCheck {

    private static final String PREFIX = "scalewatch.task.";
    private static final Duration MIN_PAUSE = Duration.ofMillis(10);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(1);
    private static final int MIN_SECRET = 16;

    void onStart(@Observes @Priority(1) StartupEvent event, TaskServiceConfig config) {
        check(config);
    }

    /// @throws IllegalArgumentException names the first property that is out of its range
    static void check(TaskServiceConfig config) {
        pause("outbox.poll-interval", config.outbox().pollInterval());
        range("outbox.batch-size", config.outbox().batchSize(), 1, 128);
        pause("outbox.max-backoff", config.outbox().maxBackoff());
        pause("deployments.max-backoff", config.deployments().maxBackoff());
        range("deployments.attempts", config.deployments().attempts(), 1, 1_000);
        length("webhook.secret", config.webhook().secret());
        within("webhook.replay-window", config.webhook().replayWindow(), Duration.ofSeconds(1), Duration.ofHours(1));
        range("imports.max-size", config.imports().maxSize().asLongValue(), 1, 1L << 30);
        range("catalogue.cached-samples", config.catalogue().cachedSamples(), 0, 10_000_000);
        config.catalogue().folder().ifPresent(folder -> {
            if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
                throw new IllegalArgumentException(
                        PREFIX + "catalogue.folder must be a folder that can be read, but is " + folder);
            }
        });
    }

    private static void pause(String property, Duration value) {
        within(property, value, MIN_PAUSE, MAX_PAUSE);
    }

    private static void within(String property, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    PREFIX + property + " must lie in " + min + " to " + max + ", but is " + value);
        }
    }

    /// Without the value: it is secret.
    private static void length(String property, Optional<String> secret) {
        if (secret.filter(text -> text.length() < MIN_SECRET).isPresent()) {
            throw new IllegalArgumentException(PREFIX + property + " must have at least " + MIN_SECRET + " characters");
        }
    }

    private static void range(String property, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    PREFIX + property + " must lie in " + min + " to " + max + ", but is " + value);
        }
    }
}
