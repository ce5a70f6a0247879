package io.scalewatch.tracing;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.net.URI;
import java.net.URISyntaxException;
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
    static final String RATIO = "quarkus.otel.traces.sampler.arg";
    static final String PROTOCOL = "quarkus.otel.exporter.otlp.protocol";
    /// As OpenTelemetry names it: `OTEL_EXPORTER_OTLP_ENDPOINT`.
    static final String STANDARD_ENDPOINT = "otel.exporter.otlp.endpoint";

    private static final Set<String> PROTOCOLS = Set.of("http/protobuf", "grpc");

    /// Above application.properties, below the environment: who sets the properties by hand means it.
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Optional<String> endpoint = set(context, ENDPOINT).or(() -> set(context, STANDARD_ENDPOINT));
        Map<String, String> properties =
                endpoint.map(url -> on(url.strip(), context)).orElse(Map.of(DISABLED, "true"));
        return List.of(new PropertiesConfigSource(properties, "tracing", ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }

    /// What someone has set; empty is not set, as for every environment variable of OpenTelemetry.
    private static Optional<String> set(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        return value == null || value.getValue() == null || value.getConfigSourceOrdinal() == Integer.MIN_VALUE
                ? Optional.empty()
                : Optional.of(value.getValue()).filter(text -> !text.isBlank());
    }

    private static Map<String, String> on(String endpoint, ConfigSourceContext context) {
        require(
                isUrl(endpoint),
                ENDPOINT,
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "the URL of a collector, for example http://localhost:4318",
                endpoint);
        set(context, RATIO)
                .ifPresent(ratio ->
                        require(isRatio(ratio), RATIO, "OTEL_TRACES_SAMPLER_ARG", "a number from 0 to 1", ratio));
        set(context, PROTOCOL)
                .ifPresent(protocol -> require(
                        PROTOCOLS.contains(protocol),
                        PROTOCOL,
                        "OTEL_EXPORTER_OTLP_PROTOCOL",
                        "http/protobuf or grpc",
                        protocol));
        return Map.of(DISABLED, "false", ENDPOINT, endpoint);
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

    private static void require(boolean holds, String property, String variable, String allowed, String value) {
        if (!holds) {
            throw new IllegalArgumentException(
                    property + " (" + variable + ") must be " + allowed + ", but is " + value);
        }
    }
}
