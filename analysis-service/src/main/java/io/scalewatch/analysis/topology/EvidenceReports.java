package io.scalewatch.analysis.topology;

import io.scalewatch.analysis.alerts.AlertPolicy;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.CurveStatistics;
import io.scalewatch.contracts.event.DataQuality;
import io.scalewatch.contracts.event.EvidenceReported;
import io.scalewatch.contracts.event.Finding;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Decides when the evidence of a series is news for the stage behind: at once if it changes what can be decided, else
/// at most every few seconds, and not at all while no decision can depend on it.
final class EvidenceReports {

    private static final double MATERIAL_LOG_E = 0.05;
    private static final double MATERIAL_CHANGE = 0.005;
    private static final Duration IMMATERIAL_AFTER = Duration.ofSeconds(5);
    /// Of a curve that has none yet; a single version can drift all the same.
    private static final ShapeEvidence.Trend NO_TREND = new ShapeEvidence.Trend(0, new Interval(0, 0));

    private final AlertPolicy policy;
    private final Map<SeriesKey, EvidenceReported> reported = new HashMap<>();
    private final Map<SeriesKey, EvidenceReported> held = new HashMap<>();

    EvidenceReports(AlertPolicy policy) {
        this.policy = policy;
    }

    /// The report to send now, if there is news.
    Optional<EvidenceReported> of(
            CurveFitted fit,
            boolean pastBurnIn,
            double maxLogE,
            List<Finding> findings,
            List<ModelVersion> models,
            List<UUID> runs) {
        if (fit.evidence().trend().isEmpty() && findings.isEmpty()) {
            return Optional.empty();
        }
        EvidenceReported present = new EvidenceReported(
                fit.series(),
                fit.epoch(),
                maxLogE,
                fit.evidence().trend().orElse(NO_TREND),
                pastBurnIn,
                fit.shape(),
                ends(fit),
                models,
                runs,
                fit.fittedAt(),
                findings,
                fit.statistics().flatMap(CurveStatistics::quality).map(DataQuality::trusted));
        EvidenceReported before = reported.get(fit.series());
        if (before != null && !isMaterial(before, present)) {
            if (isDecidable(present)) {
                held.put(fit.series(), present);
            }
            return Optional.empty();
        }
        held.remove(fit.series());
        reported.put(fit.series(), present);
        return Optional.of(present);
    }

    /// Changes that were too small to be sent at once and have waited long enough.
    List<EvidenceReported> overdue(Instant now) {
        List<EvidenceReported> due = new ArrayList<>();
        held.values().removeIf(present -> {
            Instant last = reported.get(present.series()).reportedAt();
            boolean send = !last.plus(IMMATERIAL_AFTER).isAfter(now);
            if (send) {
                due.add(present);
            }
            return send;
        });
        due.forEach(present -> reported.put(present.series(), present));
        return due;
    }

    /// Whether an alert could be raised on it, or has been. What is known of the others are their number, and which
    /// effects they exclude.
    private boolean isDecidable(EvidenceReported report) {
        return report.maxLogEInverse() >= policy.leastLogE()
                || report.findings().stream().anyMatch(this::isDecidable);
    }

    private boolean isDecidable(Finding finding) {
        return finding.logE() >= policy.leastLogE();
    }

    private boolean isMaterial(EvidenceReported before, EvidenceReported now) {
        return !before.epoch().equals(now.epoch())
                || before.pastBurnIn() != now.pastBurnIn()
                || !before.trusted().equals(now.trusted())
                || now.maxLogEInverse() >= policy.leastLogE()
                        && Math.abs(before.maxLogEInverse() - now.maxLogEInverse()) >= MATERIAL_LOG_E
                || isMaterial(before.findings(), now.findings());
    }

    private boolean isMaterial(List<Finding> before, List<Finding> now) {
        if (before.size() != now.size()) {
            return true;
        }
        for (int i = 0; i < now.size(); i++) {
            if (isMaterial(before.get(i), now.get(i))) {
                return true;
            }
        }
        return false;
    }

    /// E-values are running maxima: what can be decided on stays so.
    private boolean isMaterial(Finding before, Finding now) {
        return before.kind() != now.kind()
                || !before.subject().equals(now.subject())
                || policy.excludes(before) != policy.excludes(now)
                || isDecidable(now)
                        && (Math.abs(before.logE() - now.logE()) >= MATERIAL_LOG_E
                                || Math.abs(before.effect().change()
                                                - now.effect().change())
                                        >= MATERIAL_CHANGE);
    }

    private static Optional<EvidenceReported.Ends> ends(CurveFitted fit) {
        List<CurvePoint> answered =
                fit.points().stream().filter(p -> p.answered() > 0).toList();
        if (answered.size() < 2) {
            return Optional.empty();
        }
        CurvePoint first = answered.getFirst();
        CurvePoint last = answered.getLast();
        return Optional.of(
                new EvidenceReported.Ends(first.parameters(), first.accuracy(), last.parameters(), last.accuracy()));
    }
}
