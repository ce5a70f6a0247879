package io.scalewatch.analysis.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidatedSettingsTest {

    @Test
    void theDefaultsAreValid() {
        assertThat(ValidatedSettings.of(with("threads", "1")).fitInterval()).isEqualTo(Duration.ofMillis(200));
    }

    @ParameterizedTest
    @CsvSource({
        "instance, a b",
        "threads, 0",
        "standby-replicas, -1",
        "commit-interval, PT0S",
        "fit-interval, PT2M",
        "models-interval, PT0S",
        "idle-after, PT0S",
        "duplicate-horizon, PT1H",
        "session-timeout, PT1S",
        "transaction-timeout, PT0.01S",
        "cache-bytes, -1",
        "gauged-series, -1",
        "samples-per-point, -1",
        "history-retention, PT1S",
        "alerts.false-discovery-rate, 1",
        "alerts.minimum-effect, 1.5",
        "alerts.bend-minimum-effect, 1",
        "alerts.label-shift-minimum-effect, -0.1",
        "alerts.below-forecast-minimum-effect, 1",
        "alerts.version-regression-minimum-effect, 1",
        "alerts.unparsed-skew-minimum-effect, 1",
        "alerts.critical-effect, 0.01",
        "alerts.grace, -PT1S"
    })
    void aValueOutOfRangeNamesItsProperty(String property, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValidatedSettings.of(with(property, value)))
                .withMessageStartingWith("scalewatch.analysis." + property + " must");
    }

    private static AnalysisConfig with(String property, String value) {
        return new SmallRyeConfigBuilder()
                .withMapping(AnalysisConfig.class)
                .withDefaultValue("scalewatch.analysis.instance", "here")
                .withDefaultValue("scalewatch.analysis.state-dir", "/tmp/state")
                .withDefaultValue("scalewatch.analysis." + property, value)
                .build()
                .getConfigMapping(AnalysisConfig.class);
    }
}
