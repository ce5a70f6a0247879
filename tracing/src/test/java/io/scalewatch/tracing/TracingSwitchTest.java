package io.scalewatch.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TracingSwitchTest {

    private static final int ENVIRONMENT = 300;
    private static final int FILE = 260;
    private static final String STANDARD_ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

    @Test
    void isOffWithoutAnEndpoint() {
        assertThat(isDisabled(Map.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {STANDARD_ENDPOINT, TracingSwitch.ENDPOINT})
    void isOffWhereTheEndpointIsEmpty(String property) {
        assertThat(isDisabled(Map.of(property, ""))).isTrue();
        assertThat(isDisabled(Map.of(property, " "))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {STANDARD_ENDPOINT, TracingSwitch.ENDPOINT})
    void isOnWithOneByEitherName(String property) {
        SmallRyeConfig config = config(Map.of(property, "http://collector:4318"));

        assertThat(config.getValue(TracingSwitch.DISABLED, Boolean.class)).isFalse();
        assertThat(config.getValue(TracingSwitch.ENDPOINT, String.class)).isEqualTo("http://collector:4318");
    }

    @Test
    void anEndpointThatIsOnlyTheFrameworksDefaultIsNone() {
        SmallRyeConfig config = builder(Map.of())
                .withDefaultValue(TracingSwitch.ENDPOINT, "http://localhost:4317/")
                .build();

        assertThat(config.getValue(TracingSwitch.DISABLED, Boolean.class)).isTrue();
    }

    @Test
    void takesTheStandardVariablesAndNotTheirEmptyOnes() {
        SmallRyeConfig config = config(Map.of(
                STANDARD_ENDPOINT,
                "http://collector:4317",
                "OTEL_EXPORTER_OTLP_PROTOCOL",
                "grpc",
                "OTEL_EXPORTER_OTLP_HEADERS",
                "",
                "OTEL_TRACES_SAMPLER_ARG",
                ""));

        assertThat(config.getValue("quarkus.otel.exporter.otlp.protocol", String.class))
                .isEqualTo("grpc");
        assertThat(config.getOptionalValue("quarkus.otel.exporter.otlp.headers", String.class))
                .isEmpty();
        assertThat(config.getValue("quarkus.otel.traces.sampler.arg", Double.class))
                .isEqualTo(1);
    }

    @Test
    void anEndpointInAFileTurnsItOnToo() {
        SmallRyeConfig config = builder(Map.of(STANDARD_ENDPOINT, ""))
                .withSources(new PropertiesConfigSource(
                        Map.of(TracingSwitch.ENDPOINT, "http://collector:4318"), "file", FILE))
                .build();

        assertThat(config.getValue(TracingSwitch.DISABLED, Boolean.class)).isFalse();
        assertThat(config.getValue(TracingSwitch.ENDPOINT, String.class)).isEqualTo("http://collector:4318");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OTEL_SDK_DISABLED", TracingSwitch.DISABLED})
    void whoDisablesItAllTheSameHasTheLastWord(String property) {
        assertThat(isDisabled(Map.of(STANDARD_ENDPOINT, "http://collector:4318", property, "true")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"collector:4318", "localhost", "ftp://collector", "http://", "http://a b"})
    void anEndpointThatIsNoUrlStopsTheStartAndIsNamed(String endpoint) {
        assertThatThrownBy(() -> config(Map.of(STANDARD_ENDPOINT, endpoint)))
                .hasMessageContaining("quarkus.otel.exporter.otlp.endpoint (OTEL_EXPORTER_OTLP_ENDPOINT) must be")
                .hasMessageContaining(endpoint);
    }

    @ParameterizedTest
    @CsvSource({
        "quarkus.otel.traces.sampler.arg, OTEL_TRACES_SAMPLER_ARG, 2",
        "quarkus.otel.traces.sampler.arg, OTEL_TRACES_SAMPLER_ARG, NaN",
        "quarkus.otel.traces.sampler.arg, OTEL_TRACES_SAMPLER_ARG, all",
        "quarkus.otel.exporter.otlp.protocol, OTEL_EXPORTER_OTLP_PROTOCOL, http"
    })
    void aSettingOutOfItsRangeStopsTheStartAndIsNamed(String property, String variable, String value) {
        Map<String, String> environment = Map.of(STANDARD_ENDPOINT, "http://collector:4318", variable, value);

        assertThatThrownBy(() -> config(environment))
                .hasMessageContaining(property + " (" + variable + ") must be")
                .hasMessageContaining("but is " + value);
    }

    private static boolean isDisabled(Map<String, String> environment) {
        return config(environment).getValue(TracingSwitch.DISABLED, Boolean.class);
    }

    private static SmallRyeConfig config(Map<String, String> environment) {
        return builder(environment).build();
    }

    private static SmallRyeConfigBuilder builder(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                // The switch itself, and the defaults of microprofile-config.properties.
                .addDiscoveredSources()
                .addPropertiesSources()
                .withSources(new PropertiesConfigSource(environment, "environment", ENVIRONMENT));
    }
}
