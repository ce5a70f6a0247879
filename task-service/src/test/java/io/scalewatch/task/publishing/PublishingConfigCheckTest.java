package io.scalewatch.task.publishing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishingConfigCheckTest {

    private static PublishingConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(PublishingConfig.class)
                .withDefaultValues(values)
                .addDiscoveredConverters()
                .withConverter(Duration.class, 200, new DurationConverter())
                .build()
                .getConfigMapping(PublishingConfig.class);
    }

    @Test
    void theDefaultsAreValid() {
        assertThatCode(() -> PublishingConfigCheck.check(config(Map.of()))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "most-outstanding, 63",
        "most-outstanding, 1000001",
        "batch-size, 0",
        "pause, 2s",
        "poll-interval, 1ms",
        "lease-time, 100ms",
        "cancelled-memory, 2h",
        "delivery-timeout, 10m",
        "max-backoff, 1ms"
    })
    void namesThePropertyThatIsOutOfItsRange(String property, String value) {
        PublishingConfig config = config(Map.of("scalewatch.task.publishing." + property, value));

        assertThatThrownBy(() -> PublishingConfigCheck.check(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scalewatch.task.publishing." + property);
    }
}
