package io.scalewatch.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.prometheus.client.exemplars.ExemplarSampler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The services' tracing, as it is configured.
@Dependent
class TracingBeans {

    /// @param telemetry asked for only when it is needed: to make it takes time and memory
    @Produces
    @Singleton
    PromptTracing tracing(
            Instance<OpenTelemetry> telemetry, @ConfigProperty(name = TracingSwitch.DISABLED) boolean disabled) {
        return disabled ? PromptTracing.OFF : PromptTracing.with(telemetry.get());
    }

    /// In place of one that looks for the thread's span with each value that a metric is told: it would find none,
    /// since no span of ours is attached to a thread.
    @Produces
    @Alternative
    @Priority(1)
    @Singleton
    Optional<ExemplarSampler> noExemplars() {
        return Optional.empty();
    }
}
