package io.scalewatch.analysis.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.EvidenceReported;
import io.scalewatch.contracts.event.Finding;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AlertBookTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final double STRONG = 40;

    private final AlertBook book = new AlertBook(
            new AlertPolicy(0.05, 0.03, 0.10, Duration.ofHours(1), Optional.of("http://host")), Mutes.NONE);

    @Test
    void strongEvidenceOfALargeEffectIsAnAlert() {
        book.report(evidence("memo-trap", "e1", STRONG, -0.2, true, 0));
        List<ScalingAlert> events = book.decide(NOW);
        assertThat(events).hasSize(1);
        ScalingAlert alert = events.getFirst();
        assertThat(alert.severity()).isEqualTo(ScalingAlert.Severity.CRITICAL);
        assertThat(alert.raisedAt()).isEqualTo(NOW);
        assertThat(alert.link()).contains("http://host/series/aurora/memo-trap/v/baseline/1");
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
        AlertBook restarted =
                new AlertBook(new AlertPolicy(0.05, 0.03, 0.10, Duration.ofHours(1), Optional.empty()), Mutes.NONE);
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
    void everyKindIsDecidedForItself() {
        // Of the trend there is a hypothesis too, but of another kind.
        book.report(with(0, true, finding(AlertKind.LABEL_SHIFT, "TRAP", Math.log(21), 0.2)));
        assertThat(book.decide(NOW)).extracting(ScalingAlert::kind).containsExactly(AlertKind.LABEL_SHIFT);
    }

    @Test
    void aSubjectIsAHypothesisOfItsOwn() {
        book.report(with(
                0,
                true,
                finding(AlertKind.LABEL_SHIFT, "TRAP", STRONG, 0.2),
                finding(AlertKind.LABEL_SHIFT, "DISTRACTOR", STRONG, 0.05)));
        List<ScalingAlert> events = book.decide(NOW);
        assertThat(events).extracting(a -> a.subject().orElseThrow()).containsExactly("TRAP", "DISTRACTOR");
        assertThat(events).extracting(ScalingAlert::alertId).doesNotHaveDuplicates();
        assertThat(events)
                .extracting(ScalingAlert::severity)
                .containsExactly(ScalingAlert.Severity.CRITICAL, ScalingAlert.Severity.WARNING);
        assertThat(events.getFirst().summary())
                .isEqualTo("aurora gives more answers of the kind TRAP at memo-trap (baseline) with size: in words;"
                        + " the trend is +20.0 points (95 % interval +19.0 to +21.0), with odds of 2e+17 to 1 against"
                        + " chance");
    }

    @Test
    void aCurveThatIsNotToBeTrustedRaisesNothingAboutScaling() {
        Finding[] all = {
            finding(AlertKind.INVERSE_SCALING, "", STRONG, -0.2),
            finding(AlertKind.U_TURN, "", STRONG, 0.2),
            finding(AlertKind.INVERTED_U, "", STRONG, 0.2),
            finding(AlertKind.LABEL_SHIFT, "TRAP", STRONG, 0.2),
            finding(AlertKind.BELOW_FORECAST, "aurora-4", STRONG, -0.2),
            finding(AlertKind.VERSION_REGRESSION, "aurora-4", STRONG, -0.2),
            finding(AlertKind.UNPARSED_SKEW, "", STRONG, 0.2)
        };
        book.report(with(0, false, all));
        assertThat(book.decide(NOW))
                .extracting(ScalingAlert::kind)
                .containsExactly(AlertKind.VERSION_REGRESSION, AlertKind.UNPARSED_SKEW);
        // When that is over, what was found is raised.
        book.report(with(1, true, all));
        assertThat(book.decide(NOW))
                .extracting(ScalingAlert::kind)
                .containsExactly(
                        AlertKind.INVERSE_SCALING,
                        AlertKind.U_TURN,
                        AlertKind.INVERTED_U,
                        AlertKind.LABEL_SHIFT,
                        AlertKind.BELOW_FORECAST);
    }

    @Test
    void anAlertThatBecomesCriticalIsUpdatedOnce() {
        book.report(with(0, true, finding(AlertKind.U_TURN, "", STRONG, 0.05)));
        book.decide(NOW);
        book.report(with(1, true, finding(AlertKind.U_TURN, "", STRONG, 0.15)));
        List<ScalingAlert> events = book.decide(NOW.plusSeconds(1));
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().status()).isEqualTo(ScalingAlert.Status.UPDATED);
        assertThat(events.getFirst().sequence()).isEqualTo(1);
        assertThat(events.getFirst().raisedAt()).isEqualTo(NOW);
        book.report(with(2, true, finding(AlertKind.U_TURN, "", STRONG, 0.05)));
        assertThat(book.decide(NOW)).isEmpty();
    }

    @Test
    void aNewEpochThatExcludesTheEffectResolvesTheAlert() {
        book.report(with(0, true, finding(AlertKind.U_TURN, "", STRONG, 0.2)));
        book.decide(NOW);
        // The same epoch doesn't take back what it has raised; a new one that can't tell leaves it open.
        book.report(with(1, true, finding(AlertKind.U_TURN, "", 0, -0.2)));
        assertThat(book.decide(NOW)).isEmpty();
        book.report(in("e2", 2, finding(AlertKind.U_TURN, "", 0, 0.025)));
        assertThat(book.decide(NOW)).isEmpty();
        book.report(in("e2", 3, finding(AlertKind.U_TURN, "", 0, 0.015)));
        assertThat(book.decide(NOW)).extracting(ScalingAlert::status).containsExactly(ScalingAlert.Status.RESOLVED);
        assertThat(book.supersede(f -> Optional.of("e2"), NOW)).isEmpty();
    }

    @Test
    void eBenjaminiHochbergAsksForMore() {
        AlertBook strict = new AlertBook(
                new AlertPolicy(0.05, Procedure.E_BH, Map.of(), 0.10, Duration.ofHours(1), Optional.empty()),
                Mutes.NONE);
        // (m - 1 - log m) / (log m)^2 passes 20 at a maximum of some 950.
        strict.report(with(0, true, finding(AlertKind.U_TURN, "", Math.log(850), 0.2)));
        assertThat(strict.decide(NOW)).isEmpty();
        strict.report(with(1, true, finding(AlertKind.U_TURN, "", Math.log(1050), 0.2)));
        assertThat(strict.decide(NOW)).hasSize(1);
    }

    @Test
    void aMutedAlertIsRaisedAllTheSameAndSaysThatItIsMuted() {
        AtomicReference<Optional<ScalingAlert.Muted>> muted =
                new AtomicReference<>(Optional.of(new ScalingAlert.Muted("known", Optional.empty())));
        AtomicBoolean known = new AtomicBoolean(true);
        AlertBook heard =
                new AlertBook(new AlertPolicy(0.05, 0.03, 0.10, Duration.ofHours(1), Optional.empty()), new Mutes() {
                    @Override
                    public boolean areKnown() {
                        return known.get();
                    }

                    @Override
                    public Optional<ScalingAlert.Muted> of(
                            SeriesKey series, AlertKind kind, boolean wholeFamily, Instant now) {
                        return muted.get();
                    }
                });
        heard.report(with(0, true, finding(AlertKind.U_TURN, "", STRONG, 0.2).withSamples(List.of("s7", "s1"))));
        ScalingAlert raised = heard.decide(NOW).getFirst();
        assertThat(raised.status()).isEqualTo(ScalingAlert.Status.RAISED);
        assertThat(raised.muted()).map(ScalingAlert.Muted::reason).contains("known");
        assertThat(raised.samples()).containsExactly("s7", "s1");
        assertThat(heard.followMutes(NOW)).isEmpty();
        // When it ends, that is news; but not that nobody has read yet what is muted.
        muted.set(Optional.empty());
        known.set(false);
        assertThat(heard.followMutes(NOW)).isEmpty();
        known.set(true);
        ScalingAlert audible = heard.followMutes(NOW.plusSeconds(9)).getFirst();
        assertThat(audible.alertId()).isEqualTo(raised.alertId());
        assertThat(audible.status()).isEqualTo(ScalingAlert.Status.UPDATED);
        assertThat(audible.sequence()).isEqualTo(1);
        assertThat(audible.at()).isEqualTo(NOW.plusSeconds(9));
        assertThat(audible.muted()).isEmpty();
        assertThat(heard.followMutes(NOW.plusSeconds(10))).isEmpty();
    }

    @Test
    void aModelThatNamesItselfDifferentlyIsHeardOfThoughTheSeriesThatSaysSoFirstIsMuted() {
        Mutes ofOneSeries = new Mutes() {
            @Override
            public boolean areKnown() {
                return true;
            }

            @Override
            public Optional<ScalingAlert.Muted> of(SeriesKey series, AlertKind kind, boolean wholeFamily, Instant now) {
                return series.task().equals("muted") && !wholeFamily
                        ? Optional.of(new ScalingAlert.Muted("known", Optional.empty()))
                        : Optional.empty();
            }
        };
        AlertBook book =
                new AlertBook(new AlertPolicy(0.05, 0.03, 0.10, Duration.ofHours(1), Optional.empty()), ofOneSeries);
        Finding swap = finding(AlertKind.MODEL_DRIFT, "aurora-1b v1 as other", Finding.CERTAIN, 0);
        book.report(with(evidence("muted", "e1", 0, 0, true, 0), true, swap));
        ScalingAlert raised = book.decide(NOW).getFirst();
        book.report(with(evidence("memo-trap", "e1", 0, 0, true, 1), true, swap));

        assertThat(book.decide(NOW)).isEmpty();
        assertThat(raised.series().task()).isEqualTo("muted");
        assertThat(raised.muted()).isEmpty();
        assertThat(book.followMutes(NOW)).isEmpty();
    }

    @Test
    void aModelThatNamesItselfDifferentlyStaysOpenAsLongAsItsVersionIsCurrent() {
        book.report(in("e1", 0, finding(AlertKind.MODEL_DRIFT, "aurora-0 v1 as other", Finding.CERTAIN, 0)));
        book.report(with(
                evidence("negation-qa", "e1", 0, 0, true, 0),
                true,
                finding(AlertKind.MODEL_DRIFT, "aurora-9 v1 as other", Finding.CERTAIN, 0)));
        assertThat(book.decide(NOW)).hasSize(2);
        // Other versions: aurora-0's is among them still, and that of aurora-9 is not.
        book.report(in("e2", 1));
        book.report(evidence("negation-qa", "e2", 0, 0, true, 1));

        assertThat(book.supersede(f -> Optional.of("e2"), NOW)).isEmpty();
        assertThat(book.supersede(f -> Optional.of("e2"), NOW.plusSeconds(7200)))
                .extracting(event -> event.subject().orElseThrow())
                .containsExactly("aurora-9 v1 as other");
    }

    private static Finding finding(AlertKind kind, String subject, double logE, double change) {
        Interval interval = new Interval(change - 0.01, change + 0.01);
        return new Finding(kind, subject, logE, new ShapeEvidence.Trend(change, interval), interval, "in words");
    }

    private static EvidenceReported in(String epoch, int second, Finding... findings) {
        return with(evidence("memo-trap", epoch, 0, 0, true, second), true, findings);
    }

    private static EvidenceReported with(int second, boolean trusted, Finding... findings) {
        return with(evidence("memo-trap", "e1", 0, 0, true, second), trusted, findings);
    }

    private static EvidenceReported with(EvidenceReported report, boolean trusted, Finding... findings) {
        return new EvidenceReported(
                report.series(),
                report.epoch(),
                report.maxLogEInverse(),
                report.trend(),
                report.pastBurnIn(),
                report.shape(),
                report.ends(),
                report.models(),
                report.runs(),
                report.reportedAt(),
                List.of(findings),
                Optional.of(trusted));
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
