package io.scalewatch.analysis.alerts;

import io.scalewatch.analysis.evidence.BenjaminiHochberg;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.EvidenceReported;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.event.ScalingAlert.Status;
import io.scalewatch.contracts.event.SeriesKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// All hypotheses and all alerts. A hypothesis is one per (series, epoch); they are decided together, by
/// Benjamini-Hochberg on the anytime p-values `1 / max e`, over all epochs so far. What is rejected stays so:
/// an alert is raised once per (series, kind, epoch), with a snapshot of its evidence.
///
/// An open alert is superseded when a newer epoch of its series raises one, or when its versions have not been
/// the current ones for the policy's grace: until then the new epoch may yet tell.
public final class AlertBook {

    private static final int ID_BYTES = 10;

    private final AlertPolicy policy;
    private final Map<Hypothesis, EvidenceReported> hypotheses = new LinkedHashMap<>();
    private final Map<SeriesKey, EvidenceReported> newest = new HashMap<>();
    private final Map<String, ScalingAlert> alerts = new LinkedHashMap<>();
    private final Map<String, Instant> outdatedSince = new HashMap<>();
    private boolean undecided;

    public AlertBook(AlertPolicy policy) {
        this.policy = policy;
    }

    /// Takes an alert's newest event over from before a restart.
    public void restore(ScalingAlert alert) {
        alerts.put(alert.alertId(), alert);
    }

    /// Takes evidence in.
    ///
    /// @return what is now known of the hypothesis: the report, with the largest e-value of all its reports
    public EvidenceReported report(EvidenceReported evidence) {
        EvidenceReported known = hypotheses.merge(Hypothesis.of(evidence), evidence, AlertBook::latest);
        newest.merge(evidence.series(), known, (a, b) -> b.reportedAt().isBefore(a.reportedAt()) ? a : b);
        undecided = true;
        return known;
    }

    /// Looks at all hypotheses if there was news.
    ///
    /// @return the events of alerts, in order
    public List<ScalingAlert> decide(Instant now) {
        if (!undecided) {
            return List.of();
        }
        undecided = false;
        List<EvidenceReported> all = List.copyOf(hypotheses.values());
        boolean[] rejected = BenjaminiHochberg.rejected(
                all.stream().mapToDouble(EvidenceReported::maxLogEInverse).toArray(), policy.falseDiscoveryRate());
        List<ScalingAlert> events = new ArrayList<>();
        for (int i = 0; i < rejected.length; i++) {
            EvidenceReported evidence = all.get(i);
            if (rejected[i] && isAlert(evidence)) {
                raise(evidence, rejected.length, now, events);
            }
        }
        return events;
    }

    /// Ends alerts about versions that are no longer current.
    ///
    /// @param current the name of a family's present epoch, where it is known
    public List<ScalingAlert> supersede(Function<String, Optional<String>> current, Instant now) {
        List<ScalingAlert> events = new ArrayList<>();
        for (ScalingAlert alert : List.copyOf(alerts.values())) {
            if (!isOpen(alert)) {
                continue;
            }
            boolean outdated = current.apply(alert.series().family())
                    .map(epoch -> !epoch.equals(alert.epoch()))
                    .orElse(false);
            if (!outdated) {
                outdatedSince.remove(alert.alertId());
            } else if (!outdatedSince
                    .computeIfAbsent(alert.alertId(), id -> now)
                    .plus(policy.grace())
                    .isAfter(now)) {
                events.add(superseded(alert, now));
            }
        }
        return events;
    }

    /// Whether the alert's newest event leaves it open.
    public static boolean isOpen(ScalingAlert alert) {
        return alert.status() == Status.RAISED || alert.status() == Status.UPDATED;
    }

    /// The same for all events of one alert.
    static String alertId(SeriesKey series, AlertKind kind, String epoch) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((series + "\0" + kind + "\0" + epoch).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private boolean isAlert(EvidenceReported evidence) {
        // An epoch that has ended is not raised any more: its successor has the same question.
        boolean present = newest.get(evidence.series()).epoch().equals(evidence.epoch());
        return present && evidence.pastBurnIn() && evidence.trend().change() <= -policy.minimumEffect();
    }

    private void raise(EvidenceReported evidence, int hypothesesNow, Instant now, List<ScalingAlert> events) {
        AlertKind kind = AlertKind.INVERSE_SCALING;
        String id = alertId(evidence.series(), kind, evidence.epoch());
        if (alerts.containsKey(id)) {
            return;
        }
        alerts.values().stream()
                .filter(a -> isOpen(a) && a.kind() == kind && a.series().equals(evidence.series()))
                .toList()
                .forEach(a -> events.add(superseded(a, now)));
        double logE = evidence.maxLogEInverse();
        ScalingAlert alert = new ScalingAlert(
                id,
                kind,
                evidence.series(),
                evidence.epoch(),
                0,
                Status.RAISED,
                evidence.trend().change() <= -policy.criticalEffect()
                        ? ScalingAlert.Severity.CRITICAL
                        : ScalingAlert.Severity.WARNING,
                evidence.trend(),
                new ScalingAlert.Evidence(
                        logE, Math.min(1, Math.exp(-logE)), hypothesesNow, policy.falseDiscoveryRate()),
                evidence.models(),
                evidence.runs(),
                AlertSummary.inverseScaling(evidence),
                policy.link().map(base -> base + "/api/series/" + evidence.series()),
                now,
                now);
        alerts.put(id, alert);
        events.add(alert);
    }

    private ScalingAlert superseded(ScalingAlert alert, Instant now) {
        ScalingAlert event = new ScalingAlert(
                alert.alertId(),
                alert.kind(),
                alert.series(),
                alert.epoch(),
                alert.sequence() + 1,
                Status.SUPERSEDED,
                alert.severity(),
                alert.effect(),
                alert.evidence(),
                alert.models(),
                alert.runs(),
                alert.summary(),
                alert.link(),
                alert.raisedAt(),
                now);
        alerts.put(alert.alertId(), event);
        outdatedSince.remove(alert.alertId());
        return event;
    }

    private static EvidenceReported latest(EvidenceReported before, EvidenceReported now) {
        EvidenceReported later = now.reportedAt().isBefore(before.reportedAt()) ? before : now;
        return new EvidenceReported(
                later.series(),
                later.epoch(),
                Math.max(before.maxLogEInverse(), now.maxLogEInverse()),
                later.trend(),
                later.pastBurnIn(),
                later.shape(),
                later.ends(),
                later.models(),
                later.runs(),
                later.reportedAt());
    }
}
