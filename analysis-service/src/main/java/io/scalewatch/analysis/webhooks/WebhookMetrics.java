package io.scalewatch.analysis.webhooks;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/// The meters of webhooks. There are as many of each as there are webhooks.
@ApplicationScoped
class WebhookMetrics {

    private static final String PREFIX = "scalewatch.analysis.webhook.";

    private final MeterRegistry registry;
    private final MultiGauge disabled;
    private final MultiGauge pending;

    WebhookMetrics(MeterRegistry registry) {
        this.registry = registry;
        disabled = MultiGauge.builder(PREFIX + "disabled")
                .description("1 for a webhook that is called no more")
                .register(registry);
        pending = MultiGauge.builder(PREFIX + "pending")
                .description("messages that wait for a webhook")
                .register(registry);
    }

    /// @param again whether a call that failed is tried again
    void attempted(String webhook, Attempt.Outcome outcome, boolean again) {
        String what = switch (outcome) {
            case Attempt.Outcome.Delivered _ -> "delivered";
            case Attempt.Outcome.Failed _, Attempt.Outcome.Gone _ -> again ? "failed" : "given-up";
        };
        registry.counter(PREFIX + "deliveries", "webhook", webhook, "outcome", what)
                .increment();
    }

    /// Of a webhook that is gone.
    void forget(String webhook) {
        registry.find(PREFIX + "deliveries").tag("webhook", webhook).counters().forEach(registry::remove);
    }

    void show(List<Webhook> webhooks, Map<String, Long> waiting) {
        disabled.register(
                webhooks.stream()
                        .map(hook -> MultiGauge.Row.of(
                                Tags.of("webhook", hook.name()), hook.disabled().isPresent() ? 1 : 0))
                        .toList(),
                true);
        pending.register(
                webhooks.stream()
                        .map(hook -> MultiGauge.Row.of(
                                Tags.of("webhook", hook.name()), waiting.getOrDefault(hook.name(), 0L)))
                        .toList(),
                true);
    }
}
