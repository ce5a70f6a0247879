package io.scalewatch.scoring.pipeline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// What can be set.
@ConfigMapping(prefix = "scalewatch.scoring")
public interface ScoringConfig {

    /// Names this instance, unique among those that run at a time and the same after a restart: the
    /// transactional id is made of it. The host's name and the HTTP port if not set.
    Optional<String> instance();

    /// The consumer group.
    @WithDefault("scoring-service")
    String group();

    /// The most completions in one transaction, 1 to 100,000.
    @WithDefault("1000")
    int maxBatch();

    /// How long the broker keeps a transaction open whose scorer is gone, 1 s to 15 min: readers of scores wait
    /// that long.
    @WithDefault("10s")
    Duration transactionTimeout();

    /// After how long a loop that can't write lets its partitions go to an instance that can: longer than the
    /// transaction's timeout, at most 1 h.
    @WithDefault("60s")
    Duration maxPollInterval();

    /// Not ready when the last poll is longer ago, at least 1 s.
    @WithDefault("30s")
    Duration readinessLimit();

    /// How long a stop waits for the transaction in hand, at least 1 s.
    @WithDefault("15s")
    Duration stopTimeout();
}
