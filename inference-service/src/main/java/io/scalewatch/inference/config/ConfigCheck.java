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
        config.firstByteTimeout()
                .ifPresent(time -> range("first-byte-timeout", time, Duration.ofMillis(1), Duration.ofDays(1)));
        range("connect-timeout", config.connectTimeout(), Duration.ofMillis(1), Duration.ofMinutes(1));
        range("max-response-bytes", config.maxResponseBytes(), 1_000, 1_048_576);
        range("endpoint-wait", config.endpointWait(), Duration.ZERO, Duration.ofMinutes(1));
        range("drain", config.drain(), Duration.ZERO, maxPollInterval.minus(POLL_MARGIN));
        range("commit-interval", config.commitInterval(), Duration.ofMillis(10), Duration.ofMinutes(1));
        range("tail-margin", config.tailMargin(), Duration.ZERO, Duration.ofHours(1));
        range("remembered-identities", config.rememberedIdentities(), config.maxInFlight() + 1, 10_000_000);
        InferenceConfig.Limit limit = config.limit();
        range("limit.first", limit.first(), 1, 10_000);
        range("limit.cooldown", limit.cooldown(), Duration.ofMillis(1), Duration.ofMinutes(1));
        range("limit.quiet", limit.quiet(), limit.cooldown(), Duration.ofHours(1));
        range("limit.down-after", limit.downAfter(), 1, 10_000);
        range("limit.down-for", limit.downFor(), Duration.ofMillis(1), Duration.ofMinutes(1));
        range("limit.down-at-most", limit.downAtMost(), limit.downFor(), Duration.ofHours(1));
        InferenceConfig.Retry retry = config.retry();
        range("retry.overloaded-for", retry.overloadedFor(), Duration.ZERO, Duration.ofDays(1));
        range("retry.unreachable-for", retry.unreachableFor(), Duration.ZERO, Duration.ofDays(1));
        range("retry.server-error", retry.serverError(), 1, 32);
        range("retry.same-server-error", retry.sameServerError(), 1, 32);
        range("retry.timeout", retry.timeout(), 1, 32);
        range("retry.invalid-response", retry.invalidResponse(), 1, 32);
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
