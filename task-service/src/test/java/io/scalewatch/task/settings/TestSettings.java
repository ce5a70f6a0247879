package io.scalewatch.task.settings;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/// Settings without a service.
public final class TestSettings {

    private TestSettings() {}

    /// The defaults with these properties changed.
    public static TaskServiceConfig of(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(TaskServiceConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(TaskServiceConfig.class);
    }
}
