package io.scalewatch.task.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {

    @Test
    void theDefaultsAreInTheirRanges() {
        TaskServiceConfig defaults = TestSettings.of(Map.of());

        SettingsCheck.check(defaults);

        assertThat(defaults.outbox().pollInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(defaults.imports().maxSize().asLongValue()).isEqualTo(256L << 20);
    }

    @ParameterizedTest
    @CsvSource({
        "outbox.poll-interval, 1ms",
        "outbox.poll-interval, 2h",
        "outbox.batch-size, 0",
        "outbox.batch-size, 129",
        "outbox.max-backoff, 0s",
        "deployments.max-backoff, 61s",
        "deployments.attempts, 0",
        "webhook.replay-window, 0s",
        "webhook.replay-window, 2h",
        "imports.max-size, 2G",
        "catalogue.cached-samples, -1"
    })
    void whatIsOutOfItsRangeIsNamed(String property, String value) {
        TaskServiceConfig config = TestSettings.of(Map.of("scalewatch.task." + property, value));

        assertThatThrownBy(() -> SettingsCheck.check(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("scalewatch.task." + property + " must lie in ");
    }

    /// As docker-compose.yml passes it on where none is set.
    @Test
    void anEmptySecretIsNone() {
        TaskServiceConfig config = TestSettings.of(Map.of("scalewatch.task.webhook.secret", ""));

        SettingsCheck.check(config);

        assertThat(config.webhook().secret()).isEmpty();
    }

    @Test
    void aSecretThatIsTooShortIsNamedAndNotShown() {
        TaskServiceConfig config = TestSettings.of(Map.of("scalewatch.task.webhook.secret", "sesame"));

        assertThatThrownBy(() -> SettingsCheck.check(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scalewatch.task.webhook.secret must have at least 16 characters");
    }

    @Test
    void aCatalogueFolderThatIsNotThereIsNamed() {
        TaskServiceConfig config = TestSettings.of(Map.of("scalewatch.task.catalogue.folder", "no/such/folder"));

        assertThatThrownBy(() -> SettingsCheck.check(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scalewatch.task.catalogue.folder must be a folder that can be read, but is "
                        + Path.of("no/such/folder"));
    }

    @Test
    void whatCannotBeParsedIsNamed() {
        assertThatThrownBy(() -> TestSettings.of(Map.of("scalewatch.task.outbox.batch-size", "many")))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("scalewatch.task.outbox.batch-size");
    }
}
