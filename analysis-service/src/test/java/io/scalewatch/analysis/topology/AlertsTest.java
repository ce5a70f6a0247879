package io.scalewatch.analysis.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From scores to alerts, through the evidence topic.
class AlertsTest {

    private static final UUID RUN = new UUID(1, 1);

    @TempDir
    private Path state;

    private AnalysisDriver driver;

    @BeforeEach
    void start() {
        driver = new AnalysisDriver(state);
        driver.declareAll("v1");
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void aFallingCurveRaisesOneAlertHoweverManyScoresFollow() {
        // When
        for (int part = 0; part < 3; part++) {
            driver.score(Scores.run(new UUID(2, part), "v1", 60, 0.9, 0.4, part));
            driver.settle();
        }
        // Then
        List<ScalingAlert> alerts = driver.alerts();
        assertThat(alerts).hasSize(1);
        ScalingAlert alert = alerts.getFirst();
        assertThat(alert.kind()).isEqualTo(AlertKind.INVERSE_SCALING);
        assertThat(alert.status()).isEqualTo(ScalingAlert.Status.RAISED);
        assertThat(alert.severity()).isEqualTo(ScalingAlert.Severity.CRITICAL);
        assertThat(alert.sequence()).isZero();
        assertThat(alert.runs()).contains(new UUID(2, 0));
        assertThat(alert.models()).hasSize(5);
        assertThat(alert.effect().change()).isLessThan(-0.3);
        assertThat(alert.evidence().anytimeP()).isLessThan(0.05);
        assertThat(alert.summary())
                .startsWith("aurora gets worse at memo-trap (baseline) with size: from ")
                .contains(" at 70M to ")
                .contains(" at 12B parameters");
        var current = driver.records(Topics.SCALING_ALERTS_CURRENT);
        assertThat(current).hasSize(1);
        assertThat(new String(current.getFirst().key())).isEqualTo(alert.alertId());
        assertThat(current.getFirst().value()).isNotNull();
    }

    @Test
    void aFlatOrARisingCurveRaisesNone() {
        driver.score(Scores.run(RUN, "v1", 200, 0.4, 0.9, 1));
        driver.settle();
        assertThat(driver.alerts()).isEmpty();
        assertThat(driver.records(Topics.SCALING_ALERTS_CURRENT)).isEmpty();
    }

    @Test
    void beforeTheBurnInThereIsNoAlert() {
        driver.score(Scores.run(RUN, "v1", 19, 1.0, 0.0, 1));
        driver.settle();
        assertThat(driver.alerts()).isEmpty();
    }

    @Test
    void aReplayRaisesNothingAgain() {
        List<CompletionScored> scores = Scores.run(RUN, "v1", 200, 0.9, 0.4, 1);
        driver.score(scores);
        driver.settle();
        assertThat(driver.alerts()).hasSize(1);
        driver.score(scores);
        driver.settle();
        assertThat(driver.alerts()).isEmpty();
    }

    @Test
    void theNextEpochsAlertSupersedesTheLast() {
        // Given
        driver.score(Scores.run(RUN, "v1", 200, 0.9, 0.4, 1));
        driver.settle();
        String first = driver.alerts().getFirst().alertId();
        driver.records(Topics.SCALING_ALERTS_CURRENT);
        // When
        driver.score(Scores.run(new UUID(1, 2), "v2", 200, 0.9, 0.4, 2));
        driver.declareAll("v1", "v2");
        driver.settle();
        // Then
        List<ScalingAlert> alerts = driver.alerts();
        assertThat(alerts)
                .extracting(ScalingAlert::status)
                .containsExactly(ScalingAlert.Status.SUPERSEDED, ScalingAlert.Status.RAISED);
        assertThat(alerts.getFirst().alertId()).isEqualTo(first);
        assertThat(alerts.getFirst().sequence()).isEqualTo(1);
        assertThat(alerts.getLast().epoch()).isNotEqualTo(alerts.getFirst().epoch());
        var current = driver.records(Topics.SCALING_ALERTS_CURRENT);
        assertThat(current).hasSize(2);
        assertThat(new String(current.getFirst().key())).isEqualTo(first);
        assertThat(current.getFirst().value()).isNull();
    }

    @Test
    void anAlertOfReplacedVersionsIsSupersededAfterAGrace() {
        // Given
        driver.score(Scores.run(RUN, "v1", 200, 0.9, 0.4, 1));
        driver.settle();
        driver.alerts();
        // When
        driver.declareAll("v1", "v2");
        driver.settle();
        // Then
        assertThat(driver.alerts()).isEmpty();
        // When
        driver.advance(Duration.ofHours(1));
        driver.settle();
        // Then
        assertThat(driver.alerts()).extracting(ScalingAlert::status).containsExactly(ScalingAlert.Status.SUPERSEDED);
    }
}
