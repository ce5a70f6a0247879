package io.scalewatch.scoring.rescoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scalewatch.scoring.pipeline.ScoringConfig;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RescoringConfigTest {

    @Test
    void theDefaultsAreGood() {
        assertThat(service(Map.of())).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"share, 0", "share, 1.1", "max-batch, 0", "max-batch, 10001"})
    void aBadValueStopsTheStartAndIsNamed(String property, String value) {
        String name = "scalewatch.scoring.rescoring." + property;

        assertThatThrownBy(() -> service(Map.of(name, value))).hasMessageContaining(name);
    }

    private static RescoringService service(Map<String, String> properties) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ScoringConfig.class)
                .withMapping(RescoringConfig.class)
                .withDefaultValues(properties)
                .build();
        return new RescoringService(
                config.getConfigMapping(ScoringConfig.class),
                config.getConfigMapping(RescoringConfig.class),
                Map.of("bootstrap.servers", "127.0.0.1:1"),
                8703,
                new SimpleMeterRegistry());
    }
}
