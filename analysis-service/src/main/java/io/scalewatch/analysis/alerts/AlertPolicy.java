package io.scalewatch.analysis.alerts;

import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.Finding;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// When evidence is an alert.
///
/// @param falseDiscoveryRate the share of alerts that may be false, of each kind, 0 to 1
/// @param procedure how it is kept
/// @param minimumEffects by kind, the least difference that is an alert, a rate
/// @param criticalEffect from which difference on an alert is critical, a rate
/// @param grace how long an alert stays open whose versions are no longer the current ones, before it is
/// superseded
/// @param link where the API answers, for the link of an alert
public record AlertPolicy(
        double falseDiscoveryRate,
        Procedure procedure,
        Map<AlertKind, Double> minimumEffects,
        double criticalEffect,
        Duration grace,
        Optional<String> link) {

    public AlertPolicy {
        minimumEffects = Map.copyOf(minimumEffects);
    }

    /// Benjamini and Hochberg's procedure, and the same minimum for all kinds.
    public AlertPolicy(
            double falseDiscoveryRate,
            double minimumEffect,
            double criticalEffect,
            Duration grace,
            Optional<String> link) {
        this(falseDiscoveryRate, Procedure.BH, same(minimumEffect), criticalEffect, grace, link);
    }

    /// The logarithm of the e-value below which no procedure rejects a hypothesis, whatever the others say.
    public double leastLogE() {
        return -Math.log(falseDiscoveryRate);
    }

    /// Whether an effect of the least size that is an alert is out of the question.
    public boolean excludes(Finding finding) {
        return Harm.atMost(finding) <= minimumEffect(finding.kind());
    }

    double minimumEffect(AlertKind kind) {
        return minimumEffects.getOrDefault(kind, 0.0);
    }

    private static Map<AlertKind, Double> same(double minimumEffect) {
        Map<AlertKind, Double> all = new EnumMap<>(AlertKind.class);
        for (AlertKind kind : AlertKind.values()) {
            all.put(kind, minimumEffect);
        }
        return all;
    }
}
