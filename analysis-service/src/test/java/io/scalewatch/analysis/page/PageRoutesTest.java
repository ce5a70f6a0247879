package io.scalewatch.analysis.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageRoutesTest {

    private record Config(URI taskService, URI inferenceService, Duration updateInterval, int seriesPerUpdate)
            implements PageConfig {}

    private static final URI INFERENCE = URI.create("http://localhost:8702");

    @Test
    void thePolicyLetsThePageTalkToTheServicesAndNothingElse() {
        assertThat(PageRoutes.contentSecurityPolicy(URI.create("https://scalewatch.example.com/tasks"), INFERENCE))
                .contains("default-src 'none'")
                .contains("connect-src 'self' https://scalewatch.example.com http://localhost:8702;")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe", "*", "data:");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8701, PT1S, 64, task-service",
        "/api, PT1S, 64, task-service",
        "ftp://localhost, PT1S, 64, task-service",
        "http://localhost:8701, PT0.01S, 64, update-interval",
        "http://localhost:8701, PT2M, 64, update-interval",
        "http://localhost:8701, PT1S, 0, series-per-update",
    })
    void namesTheSettingThatIsWrong(URI taskService, Duration interval, int most, String property) {
        assertThatThrownBy(() -> PageRoutes.check(new Config(taskService, INFERENCE, interval, most)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scalewatch.analysis.page." + property);
    }

    @Test
    void namesTheOtherServiceThatIsNoAddress() {
        Config config = new Config(INFERENCE, URI.create("localhost"), Duration.ofSeconds(1), 1);
        assertThatThrownBy(() -> PageRoutes.check(config))
                .hasMessageContaining("scalewatch.analysis.page.inference-service");
    }

    @Test
    void takesWhatIsInRange() {
        assertThatCode(() -> PageRoutes.check(
                        new Config(URI.create("http://localhost:8701"), INFERENCE, Duration.ofMillis(100), 10_000)))
                .doesNotThrowAnyException();
    }
}
