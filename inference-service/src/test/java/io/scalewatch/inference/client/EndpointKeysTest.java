package io.scalewatch.inference.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointKeysTest {

    private final EndpointKeys keys = new EndpointKeys(
            Map.of("open-router", "configured", "blank", "  "),
            Map.of("open-router", "shadowed", "LAB_KEY", "from-environment", "exact.name", " exact\n"));

    @Test
    void whatIsConfiguredComesFirst() {
        assertThat(keys.find("open-router")).contains("configured");
    }

    @Test
    void theEnvironmentIsAskedByTheNameAndByItsUsualForm() {
        assertThat(keys.find("exact.name")).contains("exact");
        assertThat(keys.find("lab-key")).contains("from-environment");
    }

    @Test
    void anUnknownOrBlankKeyIsNone() {
        assertThat(keys.find("other")).isEmpty();
        assertThat(keys.find("blank")).isEmpty();
    }

    @Test
    void neverShowsAKey() {
        assertThat(keys.toString()).doesNotContain("configured-", "environment", "exact");
    }
}
