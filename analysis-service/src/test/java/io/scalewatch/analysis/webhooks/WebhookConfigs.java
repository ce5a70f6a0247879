package io.scalewatch.analysis.webhooks;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/// Settings of webhooks for tests.
final class WebhookConfigs {

    private WebhookConfigs() {}

    /// The defaults but for these values, by their whole names.
    static WebhookConfig with(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(WebhookConfig.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(WebhookConfig.class);
    }
}
