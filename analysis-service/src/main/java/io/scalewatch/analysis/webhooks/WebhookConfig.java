package io.scalewatch.analysis.webhooks;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The settings of webhooks. [WebhookSettings] holds their ranges.
@ConfigMapping(prefix = "scalewatch.analysis.webhooks")
public interface WebhookConfig {

    /// How many webhooks there may be, 0 to 1,000.
    @WithDefault("100")
    int most();

    /// Where webhooks may be, such as `https://hooks.example.com/alerts` or `http://*.tools.internal:8080`; these
    /// alone. Where nothing is said, every https address whose host is on the Internet: not this machine, nor the
    /// networks around it.
    Optional<List<String>> allowedUrls();

    /// The time of one call, 10 ms to 1 min.
    @WithDefault("10s")
    Duration callTimeout();

    /// The wait before a message is sent for the second time, 1 ms to 1 h. It doubles from time to time, less up
    /// to a quarter by chance.
    @WithDefault("5s")
    Duration firstWait();

    /// The longest wait between two calls with the same message, also where a webhook asks for more with
    /// Retry-After: the first wait to 1 day.
    @WithDefault("30m")
    Duration longestWait();

    /// How long a message is sent again until it is given up, 0 s to 30 days.
    @WithDefault("24h")
    Duration retryFor();

    /// How many calls in a row must have failed for a webhook to be disabled, 1 to 10,000.
    @WithDefault("10")
    int disableFailures();

    /// How long a webhook must have failed to be disabled, 0 s to 30 days.
    @WithDefault("24h")
    Duration disableAfter();

    /// How often it is looked for messages that are due, 10 ms to 1 min; new ones are sent at once.
    @WithDefault("1s")
    Duration lookInterval();

    /// How long the log of deliveries is kept, 1 h to 10 years.
    @WithDefault("30d")
    Duration logRetention();
}
