package io.scalewatch.analysis.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookSettingsTest {

    private final WebhookSettings settings = new WebhookSettings();

    @Test
    void theDefaultsAreValid() {
        WebhookConfig defaults = WebhookConfigs.with(Map.of());

        WebhookSettings.check(defaults);

        assertThat(settings.policy(defaults).retryFor()).isEqualTo(defaults.retryFor());
    }

    @ParameterizedTest
    @CsvSource({
        "most, -1",
        "call-timeout, 2m",
        "first-wait, 0s",
        "longest-wait, 1s",
        "retry-for, 31d",
        "disable-failures, 0",
        "disable-after, -PT1S",
        "look-interval, 1ms",
        "log-retention, 1m"
    })
    void aValueOutOfRangeNamesItsProperty(String property, String value) {
        WebhookConfig config = WebhookConfigs.with(Map.of("scalewatch.analysis.webhooks." + property, value));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookSettings.check(config))
                .withMessageStartingWith("scalewatch.analysis.webhooks." + property + " must");
    }

    @Test
    void anAllowedUrlThatIsNoneNamesItsProperty() {
        WebhookConfig config =
                WebhookConfigs.with(Map.of("scalewatch.analysis.webhooks.allowed-urls", "hooks.example.com"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.destinations(config))
                .withMessageStartingWith("scalewatch.analysis.webhooks.allowed-urls must");
    }
}
