package io.scalewatch.scoring.rescoring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What can be set about scoring past answers again.
@ConfigMapping(prefix = "scalewatch.scoring.rescoring")
public interface RescoringConfig {

    /// The share of its thread's time that re-scoring works, above 0, at most 1; the rest it leaves to live scoring.
    @WithDefault("0.5")
    double share();

    /// The most completions that are read for one transaction, 1 to 10,000.
    @WithDefault("250")
    int maxBatch();
}
