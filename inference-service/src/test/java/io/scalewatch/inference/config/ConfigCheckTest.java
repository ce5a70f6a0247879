package io.scalewatch.inference.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigCheckTest {

    private static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(5);

    @Test
    void theDefaultsAreInRange() {
        InferenceConfig config = config(Map.of());

        ConfigCheck.check(config, MAX_POLL_INTERVAL);

        assertThat(config.maxInFlight()).isEqualTo(8_192);
        assertThat(config.drain()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.deadline()).isEqualTo(Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @CsvSource({
        "max-in-flight,0",
        "max-in-flight,100001",
        "max-calls-per-endpoint,0",
        "deadline,PT0.5S",
        "deadline,P2D",
        "call-timeout,PT0S",
        "call-timeout,PT11M",
        "connect-timeout,PT2M",
        "max-response-bytes,10",
        "endpoint-wait,PT2M",
        "drain,PT-1S",
        "drain,PT4M56S",
        "commit-interval,PT0S",
        "tail-margin,PT2H",
        "remembered-identities,8192",
        "first-byte-timeout,PT0S",
        "limit.first,0",
        "limit.cooldown,PT2M",
        "limit.quiet,PT0.5S",
        "limit.down-after,0",
        "limit.down-for,PT0S",
        "limit.down-at-most,PT0.5S",
        "retry.overloaded-for,PT-1S",
        "retry.unreachable-for,PT25H",
        "retry.server-error,0",
        "retry.same-server-error,33",
        "retry.timeout,0",
        "retry.invalid-response,0",
        "retry.first-wait,PT0S",
        "retry.longest-wait,PT0.1S"
    })
    void aSettingOutOfItsRangeIsNamed(String property, String value) {
        InferenceConfig config = config(Map.of("scalewatch.inference." + property, value));

        assertThatThrownBy(() -> ConfigCheck.check(config, MAX_POLL_INTERVAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("scalewatch.inference." + property + " must lie in ");
    }

    private static InferenceConfig config(Map<String, String> settings) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(InferenceConfig.class)
                .withConverter(Duration.class, 200, (Converter<Duration>) ConfigCheckTest::duration)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
        return config.getConfigMapping(InferenceConfig.class);
    }

    /// As Quarkus reads them: `10s`, or ISO 8601; null for what is not there.
    private static Duration duration(String text) {
        return text.isEmpty()
                ? null
                : Duration.parse(text.startsWith("P") ? text : "PT" + text.replace("250ms", "0.25s"));
    }
}
