package io.scalewatch.analysis.alerts;

import java.time.Duration;
import java.util.Optional;

/// When evidence is an alert.
///
/// @param falseDiscoveryRate the share of alerts that may be false, 0 to 1
/// @param minimumEffect the least fall of accuracy from the smallest to the largest size, a rate
/// @param criticalEffect from which fall on an alert is critical, a rate
/// @param grace how long an alert stays open whose versions are no longer the current ones, before it is
/// superseded
/// @param link where the API answers, for the link of an alert
public record AlertPolicy(
        double falseDiscoveryRate,
        double minimumEffect,
        double criticalEffect,
        Duration grace,
        Optional<String> link) {}
