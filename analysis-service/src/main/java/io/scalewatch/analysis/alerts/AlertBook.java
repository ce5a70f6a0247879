package io.scalewatch.analysis.alerts;

import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.EvidenceReported;
import io.scalewatch.contracts.event.Finding;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.event.ScalingAlert.Status;
import io.scalewatch.contracts.event.SeriesKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// All hypotheses and all alerts. A hypothesis is one per (series, epoch, kind, subject); those of one kind are
/// decided together, by the policy's procedure on their running maximum e-values, over all epochs so far. What
/// is rejected stays so: an alert is raised once per hypothesis, with a snapshot of its evidence, and updated
/// when it becomes critical.
///
/// An open alert is resolved when a newer epoch of its series excludes an effect of the least size; superseded
/// when it raises one of its own, or when the alert's versions have not been the current ones for the policy's
/// grace: until then the new epoch may yet tell. A curve that is not to be trusted raises no alert about
/// scaling.
public final class AlertBook {

    private static final int ID_BYTES = 10;

    private final AlertPolicy policy;
    private final Mutes mutes;
    private final Map<List<Object>, Known> reports = new LinkedHashMap<>();
    /// Those of them on which an alert could be raised: few of many thousands, so that a decision costs little.
    private final Map<List<Object>, Known> decidable = new LinkedHashMap<>();
    private final Map<AlertKind, Integer> hypotheses = new EnumMap<>(AlertKind.class);
    private final Map<SeriesKey, Known> newest = new HashMap<>();
    private final Map<String, ScalingAlert> alerts = new LinkedHashMap<>();
    private final Map<String, Instant> outdatedSince = new HashMap<>();
    private boolean undecided;

    public AlertBook(AlertPolicy policy, Mutes mutes) {
        this.policy = policy;
        this.mutes = mutes;
    }

    /// Takes an alert's newest event over from before a restart.
    public void restore(ScalingAlert alert) {
        alerts.put(alert.alertId(), alert);
    }

    /// Takes evidence in.
    ///
    /// @return what is now known: the report, with the largest e-values of all reports of its epoch
    public EvidenceReported report(EvidenceReported evidence) {
        List<Object> key = List.of(evidence.series(), evidence.epoch());
        Known before = reports.get(key);
        Known known = Known.of(before == null ? evidence : Evidence.latest(before.report(), evidence));
        reports.put(key, known);
        if (before != null) {
            countHypotheses(before, -1);
        }
        countHypotheses(known, 1);
        // The largest e-values of an epoch only grow.
        if (known.found().stream().anyMatch(found -> found.finding().logE() >= policy.leastLogE())) {
            decidable.put(key, known);
        }
        newest.merge(
                evidence.series(),
                known,
                (a, b) -> b.report().reportedAt().isBefore(a.report().reportedAt()) ? a : b);
        undecided = true;
        return known.report();
    }

    private void countHypotheses(Known known, int delta) {
        for (Found found : known.found()) {
            if (!isCertain(found.finding())) {
                hypotheses.merge(found.finding().kind(), delta, Integer::sum);
            }
        }
    }

    /// A report and what it says: read off it once, and looked at with every decision.
    private record Known(EvidenceReported report, List<Found> found) {

        static Known of(EvidenceReported report) {
            return new Known(
                    report,
                    Evidence.findings(report).stream()
                            .map(finding -> new Found(report, finding))
                            .toList());
        }
    }

    private record Found(EvidenceReported report, Finding finding) {}

    /// Looks at all hypotheses if there was news.
    ///
    /// @return the events of alerts, in order
    public List<ScalingAlert> decide(Instant now) {
        if (!undecided) {
            return List.of();
        }
        undecided = false;
        Map<AlertKind, List<Found>> byKind = new LinkedHashMap<>();
        List<Found> certain = new ArrayList<>();
        for (Known known : decidable.values()) {
            for (Found found : known.found()) {
                if (isCertain(found.finding())) {
                    certain.add(found);
                } else if (found.finding().logE() >= policy.leastLogE()) {
                    byKind.computeIfAbsent(found.finding().kind(), kind -> new ArrayList<>())
                            .add(found);
                }
            }
        }
        List<ScalingAlert> events = new ArrayList<>();
        byKind.forEach((kind, all) -> {
            boolean[] rejected = policy.procedure()
                    .rejected(
                            all.stream().mapToDouble(f -> f.finding().logE()).toArray(),
                            hypotheses.get(kind),
                            policy.falseDiscoveryRate());
            for (int i = 0; i < rejected.length; i++) {
                if (rejected[i] && isAlert(all.get(i))) {
                    raise(all.get(i), hypotheses.get(kind), now, events);
                }
            }
        });
        for (Found found : certain) {
            // Seen, not inferred: it would make room among the hypotheses for others that are not.
            if (isPresent(found)) {
                raise(found, 1, now, events);
            }
        }
        resolve(now, events);
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
                    .map(epoch -> !epoch.equals(alert.epoch()) && !isOfItsVersionStill(alert, epoch))
                    .orElse(false);
            if (!outdated) {
                outdatedSince.remove(alert.alertId());
            } else if (!outdatedSince
                    .computeIfAbsent(alert.alertId(), id -> now)
                    .plus(policy.grace())
                    .isAfter(now)) {
                events.add(ended(alert, Status.SUPERSEDED, now));
            }
        }
        return events;
    }

    /// Whether it is of a model that names itself differently, in a version that is among the current ones, too:
    /// then what versions the others have makes no difference.
    private boolean isOfItsVersionStill(ScalingAlert alert, String epoch) {
        Known present = newest.get(alert.series());
        return alert.evidence().logE() >= Finding.CERTAIN
                && present != null
                && present.report().epoch().equals(epoch)
                && present.report().models().stream()
                        .anyMatch(model -> alert.subject()
                                .filter(subject -> subject.startsWith(model.model() + " " + model.version() + " as "))
                                .isPresent());
    }

    /// Says of open alerts that they were muted, or are no longer.
    public List<ScalingAlert> followMutes(Instant now) {
        List<ScalingAlert> events = new ArrayList<>();
        if (mutes.areKnown()) {
            for (ScalingAlert alert : List.copyOf(alerts.values())) {
                Optional<ScalingAlert.Muted> muted = mutes.of(alert.series(), alert.kind(), isCertain(alert), now);
                if (isOpen(alert) && !muted.equals(alert.muted())) {
                    ScalingAlert event = alert.next(Status.UPDATED, muted, now);
                    alerts.put(alert.alertId(), event);
                    events.add(event);
                }
            }
        }
        return events;
    }

    /// Whether the alert's newest event leaves it open.
    public static boolean isOpen(ScalingAlert alert) {
        return alert.status() == Status.RAISED || alert.status() == Status.UPDATED;
    }

    /// Whether the alert is of what was seen, not inferred. It is told once for all series of its family, and has no
    /// effect in points.
    public static boolean isCertain(ScalingAlert alert) {
        return alert.evidence().logE() >= Finding.CERTAIN;
    }

    /// The same for all events of one alert.
    static String alertId(Hypothesis of) {
        String subject = of.subject().isEmpty() ? "" : "\0" + of.subject();
        return hash(of.series() + "\0" + of.kind() + "\0" + of.epoch() + subject);
    }

    /// Of a model that names itself differently: it does so in all of its series at once, whatever versions the
    /// other models have, and is told once.
    private static String certainId(String family, Finding finding) {
        return hash(family + "\0" + finding.kind() + "\0" + finding.subject());
    }

    private static boolean isCertain(Finding finding) {
        return AlertSummary.isCertain(finding);
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private boolean isAlert(Found found) {
        EvidenceReported report = found.report();
        AlertKind kind = found.finding().kind();
        boolean aboutScaling = kind != AlertKind.UNPARSED_SKEW
                && kind != AlertKind.VERSION_REGRESSION
                && kind != AlertKind.MODEL_DRIFT;
        return isPresent(found)
                && (report.trusted().orElse(true) || !aboutScaling)
                && Harm.of(found.finding()) >= policy.minimumEffect(kind);
    }

    /// An epoch that has ended is not raised any more: its successor has the same question.
    private boolean isPresent(Found found) {
        return newest.get(found.report().series())
                .report()
                .epoch()
                .equals(found.report().epoch());
    }

    private void raise(Found found, int hypothesesNow, Instant now, List<ScalingAlert> events) {
        EvidenceReported report = found.report();
        Finding finding = found.finding();
        String id = isCertain(finding)
                ? certainId(report.series().family(), finding)
                : alertId(Hypothesis.of(report, finding));
        ScalingAlert.Severity severity = Harm.of(finding) >= policy.criticalEffect()
                ? ScalingAlert.Severity.CRITICAL
                : ScalingAlert.Severity.WARNING;
        ScalingAlert.Evidence evidence = new ScalingAlert.Evidence(
                finding.logE(), Math.min(1, Math.exp(-finding.logE())), hypothesesNow, policy.falseDiscoveryRate());
        ScalingAlert known = alerts.get(id);
        boolean worse = known != null && isOpen(known) && severity.compareTo(known.severity()) > 0;
        if (known != null && !worse) {
            return;
        }
        if (known == null) {
            openOf(report.series(), finding).forEach(a -> events.add(ended(a, Status.SUPERSEDED, now)));
        }
        Optional<ScalingAlert.Muted> muted = mutes.areKnown() || known == null
                ? mutes.of(report.series(), finding.kind(), isCertain(finding), now)
                : known.muted();
        ScalingAlert alert = new ScalingAlert(
                id,
                finding.kind(),
                report.series(),
                report.epoch(),
                known == null ? 0 : known.sequence() + 1,
                known == null ? Status.RAISED : Status.UPDATED,
                severity,
                finding.effect(),
                evidence,
                report.models(),
                report.runs(),
                AlertSummary.of(report, finding),
                policy.link().map(base -> base + "/series/" + report.series()),
                known == null ? now : known.raisedAt(),
                now,
                Optional.of(finding.subject()).filter(subject -> !subject.isEmpty()),
                finding.samples(),
                muted);
        alerts.put(id, alert);
        events.add(alert);
    }

    private List<ScalingAlert> openOf(SeriesKey series, Finding finding) {
        return alerts.values().stream()
                .filter(a -> isOpen(a)
                        && a.kind() == finding.kind()
                        && a.series().equals(series)
                        && a.subject().orElse("").equals(finding.subject()))
                .toList();
    }

    /// Ends alerts of earlier epochs where the present one excludes what they are about. A skew that is gone is
    /// gone in its own epoch too: its failures were asked again.
    private void resolve(Instant now, List<ScalingAlert> events) {
        for (ScalingAlert alert : List.copyOf(alerts.values())) {
            Known present = newest.get(alert.series());
            if (!isOpen(alert) || present == null) {
                continue;
            }
            boolean mayEnd = !present.report().epoch().equals(alert.epoch()) || alert.kind() == AlertKind.UNPARSED_SKEW;
            boolean excluded = present.found().stream()
                    .map(Found::finding)
                    .filter(f -> f.kind() == alert.kind()
                            && !isCertain(f)
                            && f.subject().equals(alert.subject().orElse("")))
                    .anyMatch(policy::excludes);
            if (mayEnd && excluded) {
                events.add(ended(alert, Status.RESOLVED, now));
            }
        }
    }

    private ScalingAlert ended(ScalingAlert alert, Status status, Instant now) {
        ScalingAlert event = alert.next(status, alert.muted(), now);
        alerts.put(alert.alertId(), event);
        outdatedSince.remove(alert.alertId());
        return event;
    }
}
