package io.scalewatch.analysis.alertmanager;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The settings of the push to an Alertmanager. [AlertmanagerPush] holds their ranges.
@ConfigMapping(prefix = "scalewatch.analysis.alertmanager")
public interface AlertmanagerConfig {

    /// Where Alertmanagers are, such as `http://alertmanager:9093`: each of a cluster, as Prometheus has it too.
    /// Nothing is pushed where nothing is said.
    Optional<List<String>> urls();

    /// The name of a secret that they want as a bearer token.
    Optional<String> token();

    /// How often the open alerts are sent again, 100 ms to 1 h; what is new is sent at once. An Alertmanager takes an
    /// alert for resolved that it was not sent four times in a row.
    @WithDefault("1m")
    Duration resend();

    /// How long it is said that an alert has ended, 1 s to 1 day.
    @WithDefault("15m")
    Duration resolvedFor();

    /// The time of one call, 10 ms to 1 min.
    @WithDefault("10s")
    Duration callTimeout();
}
