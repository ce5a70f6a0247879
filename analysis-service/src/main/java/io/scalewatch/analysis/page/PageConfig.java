package io.scalewatch.analysis.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/// The settings of the web page.
@ConfigMapping(prefix = "scalewatch.analysis.page")
public interface PageConfig {

    /// Where browsers reach task-service, for what is running and for what starts and stops it. There,
    /// `scalewatch.http.origins` must name the page.
    @WithDefault("http://localhost:8701")
    URI taskService();

    /// Where browsers reach inference-service, which probes endpoints for the page. There, too,
    /// `scalewatch.http.origins` must name the page.
    @WithDefault("http://localhost:8702")
    URI inferenceService();

    /// How often an open page is told what has changed, 100 ms to 1 min.
    @WithDefault("1s")
    Duration updateInterval();

    /// The most series that an open page is told of at once, 1 to 10,000; further ones follow in the next
    /// interval.
    @WithDefault("64")
    int seriesPerUpdate();
}
