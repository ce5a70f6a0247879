package io.scalewatch.tracing;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/// Turns tracing on where an OTLP endpoint is configured, and off where none is: the framework's own default is
/// a collector on this machine, which would be sought in vain for ever.
public final class TracingSwitch implements ConfigSourceFactory {

    static final String DISABLED = "quarkus.otel.sdk.disabled";
    static final String ENDPOINT = "quarkus.otel.exporter.otlp.endpoint";

    private static final String PROTOCOL = "quarkus.otel.exporter.otlp.protocol";
    private static final String RATIO = "quarkus.otel.traces.sampler.arg";
    private static final Set<String> PROTOCOLS = Set.of("http/protobuf", "grpc");

    /// What OpenTelemetry itself calls them.
    private static final Map<String, String> VARIABLES = Map.of(
            DISABLED,
            "OTEL_SDK_DISABLED",
            ENDPOINT,
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            PROTOCOL,
            "OTEL_EXPORTER_OTLP_PROTOCOL",
            "quarkus.otel.exporter.otlp.headers",
            "OTEL_EXPORTER_OTLP_HEADERS",
            "quarkus.otel.resource.attributes",
            "OTEL_RESOURCE_ATTRIBUTES",
            "quarkus.otel.service.name",
            "OTEL_SERVICE_NAME",
            RATIO,
            "OTEL_TRACES_SAMPLER_ARG");

    /// Above application.properties, below the environment: who sets a property of the framework there means it.
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, String> properties = new HashMap<>();
        VARIABLES.forEach((property, variable) ->
                set(context, variable).ifPresent(value -> properties.put(property, value.strip())));
        Optional<String> endpoint = effective(ENDPOINT, properties, context);
        properties.putIfAbsent(DISABLED, endpoint.isPresent() ? "false" : "true");
        endpoint.ifPresent(url -> check(url, properties, context));
        return List.of(new PropertiesConfigSource(properties, "tracing", ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }

    private static void check(String endpoint, Map<String, String> properties, ConfigSourceContext context) {
        require(isUrl(endpoint), ENDPOINT, "the URL of a collector, for example http://localhost:4318", endpoint);
        effective(RATIO, properties, context)
                .ifPresent(ratio -> require(isRatio(ratio), RATIO, "a number from 0 to 1", ratio));
        effective(PROTOCOL, properties, context)
                .ifPresent(name -> require(PROTOCOLS.contains(name), PROTOCOL, "http/protobuf or grpc", name));
    }

    /// @param properties what this source says
    private static Optional<String> effective(
            String property, Map<String, String> properties, ConfigSourceContext context) {
        ConfigValue value = context.getValue(property);
        boolean stronger = value != null && value.getConfigSourceOrdinal() > ORDINAL;
        return stronger || !properties.containsKey(property)
                ? set(context, property)
                : Optional.of(properties.get(property));
    }

    /// What someone has set; empty is not set, as for every environment variable of OpenTelemetry.
    private static Optional<String> set(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        return value == null || value.getValue() == null || value.getConfigSourceOrdinal() == Integer.MIN_VALUE
                ? Optional.empty()
                : Optional.of(value.getValue()).filter(text -> !text.isBlank());
    }

    private static boolean isUrl(String text) {
        try {
            URI uri = new URI(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isRatio(String text) {
        try {
            double ratio = Double.parseDouble(text);
            return ratio >= 0 && ratio <= 1;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static void require(boolean holds, String property, String allowed, String value) {
        if (!holds) {
            throw new IllegalArgumentException(
                    property + " (" + VARIABLES.get(property) + ") must be " + allowed + ", but is " + value);
        }
    }
}
