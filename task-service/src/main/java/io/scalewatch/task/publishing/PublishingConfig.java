package io.scalewatch.task.publishing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// The settings of the publishing of prompts.
@ConfigMapping(prefix = "scalewatch.task.publishing")
public interface PublishingConfig {

    /// The most prompts that are published and not yet scored, over all models, 64 to 1,000,000: what one
    /// inference worker admits. Raise both together.
    @WithDefault("8192")
    int mostOutstanding();

    /// The most prompts that are sent before the broker's acknowledgements are awaited, 1 to 100,000: what a
    /// crash may publish again.
    @WithDefault("2048")
    int batchSize();

    /// The shortest time from one batch to the next, 0 to 1 s: small batches cost the database more.
    @WithDefault("10ms")
    Duration pause();

    /// How often the publisher looks by itself, 10 ms to 10 s, where no score woke it: scores may have been
    /// counted, and runs started, by another instance.
    @WithDefault("200ms")
    Duration pollInterval();

    /// How long an instance holds an endpoint without renewing, 1 s to 5 min: after this time another one goes
    /// on.
    @WithDefault("5s")
    Duration leaseTime();

    /// How long the prompts of a cancelled run count as outstanding, 0 to 1 h: they are still being answered.
    @WithDefault("10m")
    Duration cancelledMemory();

    /// How long the broker may take to acknowledge a batch, 1 s to 5 min; then it is sent again.
    @WithDefault("30s")
    Duration deliveryTimeout();

    /// The longest pause between attempts while the broker or the database is away, 100 ms to 5 min.
    @WithDefault("5s")
    Duration maxBackoff();
}
