package io.scalewatch.task.loss;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// The settings of the search for lost prompts.
@ConfigMapping(prefix = "scalewatch.task.loss")
public interface LossConfig {

    /// How long a model with prompts out makes no progress before the search begins, 100 ms to 1 h. It costs a
    /// few calls to the broker a second while it lasts, and never takes a slow prompt for a lost one.
    @WithDefault("5s")
    Duration quietTime();

    /// How often a lost prompt is asked again before it is given up, 0 to 100.
    @WithDefault("3")
    int attempts();

    /// How long one answer of the broker may take, 100 ms to 5 min.
    @WithDefault("10s")
    Duration timeout();
}
