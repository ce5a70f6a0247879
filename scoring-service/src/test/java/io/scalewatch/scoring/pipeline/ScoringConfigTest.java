package io.scalewatch.scoring.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scalewatch.tracing.PromptTracing;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringConfigTest {

    @Test
    void theDefaultsAreGood() {
        assertThat(service(Map.of()).failuresInARow()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "max-batch, 0",
        "max-batch, 100001",
        "transaction-timeout, 1ms",
        "transaction-timeout, 16m",
        "max-poll-interval, 5s",
        "readiness-limit, 0s",
        "stop-timeout, 0s",
    })
    void aBadValueStopsTheStartAndIsNamed(String property, String value) {
        String name = "scalewatch.scoring." + property;

        assertThatThrownBy(() -> service(Map.of(name, value))).hasMessageContaining(name);
    }

    @Test
    void anUnreadableValueIsNamedToo() {
        assertThatThrownBy(() -> service(Map.of("scalewatch.scoring.max-batch", "many")))
                .hasMessageContaining("scalewatch.scoring.max-batch");
    }

    private static ScoringService service(Map<String, String> properties) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ScoringConfig.class)
                .withDefaultValues(properties)
                .build();
        return new ScoringService(
                config.getConfigMapping(ScoringConfig.class),
                Map.of("bootstrap.servers", "127.0.0.1:1"),
                8703,
                new SimpleMeterRegistry(),
                PromptTracing.OFF);
    }
}
