package io.scalewatch.analysis.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.analysis.alerts.AlertBook;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.DataQuality;
import io.scalewatch.contracts.event.Finding;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.contracts.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From scores to alerts, through the evidence topic.
class AlertsTest {

    private static final UUID RUN = new UUID(1, 1);

    @TempDir
    private Path state;

    private final Map<String, AlertKind> kinds = new HashMap<>();
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

    /// Of the trend: a falling curve's wrong answers have alerts of their own.
    private List<ScalingAlert> alerts() {
        return alerts(AlertKind.INVERSE_SCALING);
    }

    private List<ScalingAlert> alerts(AlertKind kind) {
        List<ScalingAlert> all = driver.alerts();
        all.forEach(alert -> kinds.put(alert.alertId(), alert.kind()));
        return all.stream().filter(alert -> alert.kind() == kind).toList();
    }

    /// The records of the alerts about the trend on the topic of open ones, after [#alerts()].
    private List<TestRecord<byte[], byte[]>> current() {
        return driver.records(Topics.SCALING_ALERTS_CURRENT).stream()
                .filter(record -> kinds.get(new String(record.key())) == AlertKind.INVERSE_SCALING)
                .toList();
    }

    @Test
    void aFallingCurveRaisesOneAlertHoweverManyScoresFollow() {
        // When
        for (int part = 0; part < 3; part++) {
            driver.score(Scores.run(new UUID(2, part), "v1", 60, 0.9, 0.4, part));
            driver.settle();
        }
        // Then
        List<ScalingAlert> alerts = alerts();
        assertThat(alerts).hasSize(1);
        ScalingAlert alert = alerts.getFirst();
        assertThat(alert.kind()).isEqualTo(AlertKind.INVERSE_SCALING);
        assertThat(alert.status()).isEqualTo(ScalingAlert.Status.RAISED);
        assertThat(alert.severity()).isEqualTo(ScalingAlert.Severity.CRITICAL);
        assertThat(alert.sequence()).isZero();
        assertThat(alert.runs()).contains(new UUID(2, 0));
        assertThat(alert.models()).hasSize(5);
        assertThat(alert.samples()).hasSize(5);
        assertThat(alert.link()).contains("http://localhost:8704/series/" + Scores.SERIES);
        assertThat(alert.effect().change()).isLessThan(-0.3);
        assertThat(alert.evidence().anytimeP()).isLessThan(0.05);
        assertThat(alert.summary())
                .startsWith("aurora gets worse at memo-trap (baseline) with size: from ")
                .contains(" at 70M to ")
                .contains(" at 12B parameters");
        var current = current();
        assertThat(current).hasSize(1);
        assertThat(new String(current.getFirst().key())).isEqualTo(alert.alertId());
        assertThat(current.getFirst().value()).isNotNull();
    }

    @Test
    void aFlatOrARisingCurveRaisesNone() {
        driver.score(Scores.run(RUN, "v1", 200, 0.4, 0.9, 1));
        driver.settle();
        assertThat(alerts()).isEmpty();
        assertThat(driver.records(Topics.SCALING_ALERTS_CURRENT)).isEmpty();
    }

    @Test
    void beforeTheBurnInThereIsNoAlert() {
        driver.score(Scores.run(RUN, "v1", 19, 1.0, 0.0, 1));
        driver.settle();
        assertThat(alerts()).isEmpty();
    }

    @Test
    void aReplayRaisesNothingAgain() {
        List<CompletionScored> scores = Scores.run(RUN, "v1", 200, 0.9, 0.4, 1);
        driver.score(scores);
        driver.settle();
        assertThat(alerts()).hasSize(1);
        driver.score(scores);
        driver.settle();
        assertThat(alerts()).isEmpty();
    }

    @Test
    void theNextEpochsAlertSupersedesTheLast() {
        // Given
        driver.score(Scores.run(RUN, "v1", 200, 0.9, 0.4, 1));
        driver.settle();
        String first = alerts().getFirst().alertId();
        current();
        // When
        driver.score(Scores.run(new UUID(1, 2), "v2", 200, 0.9, 0.4, 2));
        driver.declareAll("v1", "v2");
        driver.settle();
        // Then
        List<ScalingAlert> alerts = alerts();
        assertThat(alerts)
                .extracting(ScalingAlert::status)
                .containsExactly(ScalingAlert.Status.SUPERSEDED, ScalingAlert.Status.RAISED);
        assertThat(alerts.getFirst().alertId()).isEqualTo(first);
        assertThat(alerts.getFirst().sequence()).isEqualTo(1);
        assertThat(alerts.getLast().epoch()).isNotEqualTo(alerts.getFirst().epoch());
        var current = current();
        assertThat(current).hasSize(2);
        assertThat(new String(current.getFirst().key())).isEqualTo(first);
        assertThat(current.getFirst().value()).isNull();
    }

    @Test
    void anAlertOfReplacedVersionsIsSupersededAfterAGrace() {
        // Given
        driver.score(Scores.run(RUN, "v1", 200, 0.9, 0.4, 1));
        driver.settle();
        alerts();
        // When
        driver.declareAll("v1", "v2");
        driver.settle();
        // Then
        assertThat(alerts()).isEmpty();
        // When
        driver.advance(Duration.ofHours(1));
        driver.settle();
        // Then
        assertThat(alerts()).extracting(ScalingAlert::status).containsExactly(ScalingAlert.Status.SUPERSEDED);
    }

    @Test
    void aWrongLabelThatGrowsWithSizeHasAnAlertOfItsOwn() {
        driver.score(Scores.run(RUN, "v1", 200, 0.9, 0.4, 1));
        driver.settle();
        List<ScalingAlert> alerts = alerts(AlertKind.LABEL_SHIFT);
        assertThat(alerts).hasSize(1);
        assertThat(alerts.getFirst().subject()).contains("TRAP");
        assertThat(alerts.getFirst().effect().change()).isGreaterThan(0.3);
        assertThat(alerts.getFirst().summary())
                .startsWith("aurora gives more answers of the kind TRAP at memo-trap (baseline) with size: from ");
    }

    @Test
    void anEffectThatGrowsWithSizeHasAnAlertBesideThatOfTheRawRate() {
        driver.score(Scores.groups(RUN, 400, 12, Scores.NOW, 0.1, 0.2, 0.4, 0.6, 0.8));
        driver.settle();
        List<ScalingAlert> alerts = alerts(AlertKind.LABEL_SHIFT);
        assertThat(alerts)
                .extracting(alert -> alert.subject().orElseThrow())
                .containsExactlyInAnyOrder("SYCOPHANTIC", "SYCOPHANTIC effect");
        ScalingAlert effect = alerts.stream()
                .filter(alert -> alert.subject().equals(Optional.of("SYCOPHANTIC effect")))
                .findFirst()
                .orElseThrow();
        assertThat(effect.effect().change()).isBetween(0.5, 0.9);
        assertThat(effect.summary())
                .startsWith("What memo-trap (baseline) puts there moves aurora more as it grows: the SYCOPHANTIC effect"
                        + " goes from +")
                .contains(" points at 70M to +", " points at 12B; the trend is +");
    }

    @Test
    void anEffectThatStaysRaisesNone() {
        driver.score(Scores.groups(RUN, 400, 13, Scores.NOW, 0.5, 0.5, 0.5, 0.5, 0.5));
        driver.settle();
        assertThat(alerts(AlertKind.LABEL_SHIFT)).isEmpty();
    }

    @Test
    void aCurveThatTurnsIsSaidToTurn() {
        driver.score(Scores.answers(RUN, "v1", 400, 2, Label.TRAP, 0.9, 0.5, 0.4, 0.5, 0.9));
        driver.settle();
        List<ScalingAlert> alerts = alerts(AlertKind.U_TURN);
        assertThat(alerts).hasSize(1);
        assertThat(alerts.getFirst().effect().change()).isGreaterThan(0.3);
        assertThat(alerts.getFirst().summary())
                .startsWith("aurora falls and then rises again at memo-trap (baseline) with size: ");
    }

    @Test
    void aLargestModelBelowItsFamilysForecastIsNamed() {
        driver.score(Scores.answers(RUN, "v1", 400, 3, Label.TRAP, 0.5, 0.6, 0.7, 0.8, 0.6));
        driver.settle();
        List<ScalingAlert> alerts = alerts(AlertKind.BELOW_FORECAST);
        assertThat(alerts).hasSize(1);
        assertThat(alerts.getFirst().subject()).contains("aurora-4");
        assertThat(alerts.getFirst().summary())
                .startsWith("aurora-4 falls below the forecast of its family aurora at memo-trap (baseline): ");
    }

    @Test
    void aCurveWithGapsThatDifferBySizeIsNotTrustedAndRaisesNoAlertAboutScaling() {
        // Given: the larger the model, the less it answers, and the worse the rest is
        driver.score(Scores.answers(RUN, "v1", 300, 4, Label.TRAP, 0.9, 0.8, 0.7, 0.6, 0.5));
        driver.score(Scores.answers(new UUID(5, 5), "v1", 300, 5, Label.UNPARSED, 1, 0.9, 0.7, 0.3, 0.1));
        // When
        driver.settle();
        // Then
        assertThat(driver.alerts())
                .extracting(ScalingAlert::kind)
                // And in the second run each answers otherwise than in the first.
                .filteredOn(kind -> kind != AlertKind.MODEL_DRIFT)
                .containsExactly(AlertKind.UNPARSED_SKEW);
        CurveFitted fit = driver.fits().getLast();
        DataQuality quality = fit.statistics().orElseThrow().quality().orElseThrow();
        assertThat(quality.trusted()).isFalse();
        assertThat(quality.reason()).endsWith("; the sizes are not compared on the same questions");
    }

    @Test
    void aNewVersionIsComparedWithTheLastOnTheSameSamples() {
        // Given
        driver.score(Scores.answers(RUN, "v1", 300, 6, Label.TRAP, 0.5, 0.6, 0.7, 0.8, 0.9));
        driver.settle();
        assertThat(driver.alerts()).isEmpty();
        // When: the model in the middle has a new version, scored before it becomes current and after it
        List<CompletionScored> scores =
                Scores.answers(new UUID(6, 6), "v2", 300, 7, Label.TRAP, 0, 0, 0.4, 0, 0).stream()
                        .filter(score -> score.model().model().equals("aurora-2"))
                        .toList();
        driver.score(scores.subList(0, 100));
        driver.declare(Scores.declared(2, "v1", "v2"));
        driver.settle();
        driver.score(scores.subList(100, 300));
        driver.settle();
        // Then
        List<ScalingAlert> alerts = alerts(AlertKind.VERSION_REGRESSION);
        assertThat(alerts).extracting(ScalingAlert::status).startsWith(ScalingAlert.Status.RAISED);
        assertThat(alerts.getFirst().subject()).contains("aurora-2");
        Finding finding = driver.lastFit().statistics().orElseThrow().findings().stream()
                .filter(f -> f.kind() == AlertKind.VERSION_REGRESSION)
                .findFirst()
                .orElseThrow();
        assertThat(finding.effect().change()).isBetween(-0.42, -0.18);
        assertThat(finding.detail()).endsWith(" with v2 on the same 300 samples");
    }

    /// A family whose curve goes up, then turns, then falls: each alert once, and those that no longer hold
    /// resolved.
    @Test
    void aFamilyThatFlipsRaisesAndResolvesEachAlertOnce() {
        List<ScalingAlert> events = new ArrayList<>();
        driver.score(Scores.answers(RUN, "v1", 500, 8, Label.TRAP, 0.4, 0.5, 0.6, 0.7, 0.8));
        driver.settle();
        events.addAll(driver.alerts());
        assertThat(events).isEmpty();

        driver.declareAll("v1", "v2");
        driver.score(Scores.answers(new UUID(8, 2), "v2", 500, 9, Label.TRAP, 0.4, 0.6, 0.8, 0.6, 0.4));
        driver.settle();
        events.addAll(driver.alerts());
        assertThat(driver.fits().getLast().shape()).isEqualTo(Shape.INVERTED_U);
        assertThat(openOf(events)).contains(AlertKind.INVERTED_U).doesNotContain(AlertKind.INVERSE_SCALING);

        driver.declareAll("v1", "v2", "v3");
        driver.score(Scores.answers(new UUID(8, 3), "v3", 500, 10, Label.TRAP, 0.8, 0.7, 0.6, 0.5, 0.4));
        driver.settle();
        events.addAll(driver.alerts());
        assertThat(driver.fits().getLast().shape()).isEqualTo(Shape.INVERSE);
        assertThat(openOf(events)).contains(AlertKind.INVERSE_SCALING).doesNotContain(AlertKind.INVERTED_U);
        assertThat(events)
                .filteredOn(e -> e.kind() == AlertKind.INVERTED_U)
                .extracting(ScalingAlert::status)
                .containsExactly(ScalingAlert.Status.RAISED, ScalingAlert.Status.RESOLVED);
        assertThat(events)
                .filteredOn(e -> e.kind() == AlertKind.INVERSE_SCALING)
                .extracting(ScalingAlert::status)
                .containsExactly(ScalingAlert.Status.RAISED);
    }

    private static Set<AlertKind> openOf(List<ScalingAlert> events) {
        Map<String, ScalingAlert> last = new HashMap<>();
        events.forEach(event -> last.put(event.alertId(), event));
        return last.values().stream()
                .filter(AlertBook::isOpen)
                .map(ScalingAlert::kind)
                .collect(Collectors.toSet());
    }
}
