package io.scalewatch.analysis.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.EvidenceReported;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AlertBookTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final double STRONG = 40;

    private final AlertBook book =
            new AlertBook(new AlertPolicy(0.05, 0.03, 0.10, Duration.ofHours(1), Optional.of("http://host")));

    @Test
    void strongEvidenceOfALargeEffectIsAnAlert() {
        book.report(evidence("memo-trap", "e1", STRONG, -0.2, true, 0));
        List<ScalingAlert> events = book.decide(NOW);
        assertThat(events).hasSize(1);
        ScalingAlert alert = events.getFirst();
        assertThat(alert.severity()).isEqualTo(ScalingAlert.Severity.CRITICAL);
        assertThat(alert.raisedAt()).isEqualTo(NOW);
        assertThat(alert.link()).contains("http://host/api/series/aurora/memo-trap/v/baseline/1");
        assertThat(alert.summary())
                .isEqualTo("aurora gets worse at memo-trap (baseline) with size: from 87 % at 70M to 66 % at 12B"
                        + " parameters; the trend is -20.0 points (95 % interval -21.0 to -19.0), with odds of"
                        + " 2e+17 to 1 against chance");
    }

    @Test
    void anEffectBelowTheLeastIsNone() {
        book.report(evidence("memo-trap", "e1", STRONG, -0.029, true, 0));
        assertThat(book.decide(NOW)).isEmpty();
        book.report(evidence("memo-trap", "e1", STRONG, -0.031, true, 1));
        assertThat(book.decide(NOW)).hasSize(1).allMatch(a -> a.severity() == ScalingAlert.Severity.WARNING);
    }

    @Test
    void anEffectUpwardsIsNone() {
        book.report(evidence("memo-trap", "e1", STRONG, 0.2, true, 0));
        assertThat(book.decide(NOW)).isEmpty();
    }

    @Test
    void beforeTheBurnInThereIsNone() {
        book.report(evidence("memo-trap", "e1", STRONG, -0.2, false, 0));
        assertThat(book.decide(NOW)).isEmpty();
    }

    @Test
    void withManyHypothesesOneNeedsMoreEvidence() {
        // log(20) is what a single hypothesis needs at 5 %; among ten, log(200).
        book.report(evidence("t0", "e1", Math.log(150), -0.2, true, 0));
        for (int other = 1; other < 10; other++) {
            book.report(evidence("t" + other, "e1", 0, 0, true, 0));
        }
        assertThat(book.decide(NOW)).isEmpty();
        book.report(evidence("t0", "e1", Math.log(201), -0.2, true, 1));
        assertThat(book.decide(NOW)).hasSize(1).allMatch(a -> a.evidence().hypotheses() == 10);
    }

    @Test
    void theLargestEvidenceCountsAndTheNewestEffect() {
        book.report(evidence("memo-trap", "e1", STRONG, -0.01, true, 0));
        EvidenceReported known = book.report(evidence("memo-trap", "e1", 1, -0.2, true, 1));
        assertThat(known.maxLogEInverse()).isEqualTo(STRONG);
        assertThat(book.decide(NOW)).hasSize(1);
    }

    @Test
    void anAlertIsLatched() {
        book.report(evidence("memo-trap", "e1", STRONG, -0.2, true, 0));
        ScalingAlert alert = book.decide(NOW).getFirst();
        book.report(evidence("memo-trap", "e1", STRONG + 1, -0.3, true, 1));
        assertThat(book.decide(NOW.plusSeconds(1))).isEmpty();
        // And over a restart.
        AlertBook restarted = new AlertBook(new AlertPolicy(0.05, 0.03, 0.10, Duration.ofHours(1), Optional.empty()));
        restarted.restore(alert);
        restarted.report(evidence("memo-trap", "e1", STRONG, -0.2, true, 0));
        assertThat(restarted.decide(NOW)).isEmpty();
    }

    @Test
    void anEpochThatHasEndedIsNotRaisedAnyMore() {
        book.report(evidence("memo-trap", "e1", Math.log(15), -0.2, true, 0));
        book.report(evidence("memo-trap", "e2", 0, -0.2, false, 1));
        book.report(evidence("memo-trap", "e1", STRONG, -0.2, true, 0));
        assertThat(book.decide(NOW)).isEmpty();
    }

    @Test
    void theNewerEpochsAlertSupersedesTheOpenOne() {
        book.report(evidence("memo-trap", "e1", STRONG, -0.2, true, 0));
        ScalingAlert first = book.decide(NOW).getFirst();
        book.report(evidence("memo-trap", "e2", STRONG, -0.2, true, 1));
        List<ScalingAlert> events = book.decide(NOW.plusSeconds(5));
        assertThat(events)
                .extracting(ScalingAlert::status)
                .containsExactly(ScalingAlert.Status.SUPERSEDED, ScalingAlert.Status.RAISED);
        assertThat(events.getFirst().alertId()).isEqualTo(first.alertId());
        assertThat(events.getFirst().raisedAt()).isEqualTo(NOW);
        assertThat(events.getFirst().at()).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void replacedVersionsEndAnAlertAfterTheGraceAndOnlyIfTheyStayReplaced() {
        book.report(evidence("memo-trap", "e1", STRONG, -0.2, true, 0));
        book.decide(NOW);
        assertThat(book.supersede(f -> Optional.empty(), NOW)).isEmpty();
        assertThat(book.supersede(f -> Optional.of("e2"), NOW)).isEmpty();
        assertThat(book.supersede(f -> Optional.of("e1"), NOW.plusSeconds(1800)))
                .isEmpty();
        assertThat(book.supersede(f -> Optional.of("e2"), NOW.plusSeconds(3600)))
                .isEmpty();
        assertThat(book.supersede(f -> Optional.of("e2"), NOW.plusSeconds(7200)))
                .hasSize(1);
        assertThat(book.supersede(f -> Optional.of("e2"), NOW.plusSeconds(9000)))
                .isEmpty();
    }

    @Test
    void sizesAreInWords() {
        assertThat(AlertSummary.size(1_400_000_000L)).isEqualTo("1.4B");
        assertThat(AlertSummary.size(6_900_000_000L)).isEqualTo("6.9B");
        assertThat(AlertSummary.size(410_000_000L)).isEqualTo("410M");
        assertThat(AlertSummary.size(999_999_999L)).isEqualTo("1B");
        assertThat(AlertSummary.size(14_000)).isEqualTo("14K");
        assertThat(AlertSummary.size(7)).isEqualTo("7");
    }

    private static EvidenceReported evidence(
            String task, String epoch, double logE, double change, boolean pastBurnIn, int second) {
        return new EvidenceReported(
                new SeriesKey("aurora", task, "v", "baseline", "1"),
                epoch,
                logE,
                new ShapeEvidence.Trend(change, new Interval(change - 0.01, change + 0.01)),
                pastBurnIn,
                Shape.INVERSE,
                Optional.of(new EvidenceReported.Ends(70_000_000L, 0.87, 12_000_000_000L, 0.66)),
                List.of(new ModelVersion("aurora", "aurora-0", "v1", 70_000_000L)),
                List.of(new UUID(1, 1)),
                NOW.plusSeconds(second));
    }
}
