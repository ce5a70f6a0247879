package io.scalewatch.tracing;

import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
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
}
