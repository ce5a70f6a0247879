package io.scalewatch.analysis.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.analysis.alerts.AlertPolicy;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.EvidenceReported;
import io.scalewatch.contracts.event.Finding;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvidenceReportsTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    /// Below the logarithm of 1 / 0.05 no procedure rejects anything.
    private static final AlertPolicy POLICY = new AlertPolicy(0.05, 0.02, 0.1, Duration.ofMinutes(5), Optional.empty());
    private static final double UNDECIDABLE = 2.9;
    private static final double DECIDABLE = 3.0;

    private final EvidenceReports reports = new EvidenceReports(POLICY);

    @Test
    void whatNoDecisionCanDependOnIsNoNews() {
        assertThat(report(falls(0, -0.1, 0.5))).isPresent();
        assertThat(report(falls(1, -0.2, 0.4))).isEmpty();
        assertThat(report(falls(UNDECIDABLE, -0.05, 0.1))).isEmpty();
        assertThat(reports.overdue(NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void aHypothesisMoreIsNews() {
        assertThat(report(falls(0, -0.1, 0.5))).isPresent();
        assertThat(report(falls(0, -0.1, 0.5), skew())).isPresent();
        assertThat(report(falls(0, -0.1, 0.5), skew())).isEmpty();
    }

    /// That ends an alert of an earlier epoch.
    @Test
    void anEffectThatIsExcludedIsNewsHoweverLittleTheEvidence() {
        assertThat(report(falls(0, -0.01, 0.02))).isPresent();
        assertThat(report(falls(0, -0.005, 0.01))).isPresent();
        assertThat(report(falls(0, -0.004, 0.009))).isEmpty();
        assertThat(report(falls(0, -0.01, 0.02))).isPresent();
    }

    @Test
    void whatCanBeDecidedIsToldAtOnceAndItsSmallChangesLater() {
        assertThat(report(falls(UNDECIDABLE, -0.2, 0.1))).isPresent();
        assertThat(report(falls(DECIDABLE, -0.2, 0.1))).isPresent();
        assertThat(report(falls(DECIDABLE + 0.01, -0.2, 0.1))).isEmpty();
        assertThat(reports.overdue(NOW.plusSeconds(4))).isEmpty();
        assertThat(reports.overdue(NOW.plusSeconds(5)))
                .extracting(later -> later.findings().getFirst().logE())
                .containsExactly(DECIDABLE + 0.01);
        assertThat(report(falls(DECIDABLE + 0.07, -0.2, 0.1))).isPresent();
        assertThat(report(falls(DECIDABLE + 0.07, -0.21, 0.1))).isPresent();
    }

    private Optional<EvidenceReported> report(Finding... findings) {
        return reports.of(fit(), true, 0, List.of(findings), List.of(), List.of());
    }

    private static Finding falls(double logE, double change, double width) {
        Interval live = new Interval(change - width, change + width);
        return new Finding(
                AlertKind.INVERSE_SCALING, "", logE, new ShapeEvidence.Trend(change, live), live, "from here to there");
    }

    private static Finding skew() {
        Interval live = new Interval(-0.5, 0.5);
        return new Finding(
                AlertKind.UNPARSED_SKEW, "", 0, new ShapeEvidence.Trend(0, live), live, "from here to there");
    }

    private static CurveFitted fit() {
        Interval interval = new Interval(-0.1, 0.1);
        return new CurveFitted(
                new SeriesKey("aurora", "memo-trap", "0123456789ab", "baseline", "1"),
                "epoch",
                1,
                List.of(),
                Shape.FLAT,
                new ShapeEvidence(
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        0,
                        false,
                        Optional.empty(),
                        Optional.of(new ShapeEvidence.Trend(0, interval)),
                        0,
                        0,
                        30),
                List.of(),
                new CurveFitted.LogPosition(0, 0),
                NOW);
    }
}
