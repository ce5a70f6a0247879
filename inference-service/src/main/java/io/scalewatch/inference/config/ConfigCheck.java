package io.scalewatch.inference.config;

import java.time.Duration;

/// Holds the settings against their ranges, at start.
public final class ConfigCheck {

    private static final String PREFIX = "scalewatch.inference.";
    private static final Duration POLL_MARGIN = Duration.ofSeconds(5);

    private ConfigCheck() {}

    /// @param maxPollInterval of the consumer of `prompts`
    /// @throws IllegalArgumentException if a setting is out of its range; the message names the property
    public static void check(InferenceConfig config, Duration maxPollInterval) {
        range("max-in-flight", config.maxInFlight(), 1, 100_000);
        range("max-calls-per-endpoint", config.maxCallsPerEndpoint(), 1, 10_000);
        range("deadline", config.deadline(), Duration.ofSeconds(1), Duration.ofDays(1));
        range("call-timeout", config.callTimeout(), Duration.ofMillis(1), config.deadline());
        range("connect-timeout", config.connectTimeout(), Duration.ofMillis(1), Duration.ofMinutes(1));
        range("max-response-bytes", config.maxResponseBytes(), 1_000, 1_000_000);
        range("endpoint-wait", config.endpointWait(), Duration.ZERO, Duration.ofMinutes(1));
        range("drain", config.drain(), Duration.ZERO, maxPollInterval.minus(POLL_MARGIN));
        range("commit-interval", config.commitInterval(), Duration.ofMillis(10), Duration.ofMinutes(1));
        range("tail-margin", config.tailMargin(), Duration.ZERO, Duration.ofHours(1));
        range("remembered-identities", config.rememberedIdentities(), config.maxInFlight() + 1, 10_000_000);
        InferenceConfig.Retry retry = config.retry();
        range("retry.overloaded", retry.overloaded(), 1, 100);
        range("retry.unreachable", retry.unreachable(), 1, 100);
        range("retry.server-error", retry.serverError(), 1, 100);
        range("retry.timeout", retry.timeout(), 1, 100);
        range("retry.invalid-response", retry.invalidResponse(), 1, 100);
        range("retry.first-wait", retry.firstWait(), Duration.ofMillis(1), Duration.ofMinutes(1));
        range("retry.longest-wait", retry.longestWait(), retry.firstWait(), Duration.ofHours(1));
    }

    private static <T extends Comparable<T>> void range(String name, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    PREFIX + name + " must lie in " + least + " to " + most + ", but is " + value);
        }
    }
}
