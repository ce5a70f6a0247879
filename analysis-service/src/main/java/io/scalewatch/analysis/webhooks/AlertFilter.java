package io.scalewatch.analysis.webhooks;

import io.scalewatch.analysis.alerts.AlertBook;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.ScalingAlert;
import java.util.Set;

/// Which alerts a subscriber wants.
///
/// @param kinds empty says all
/// @param families empty says all
/// @param severity the least
public record AlertFilter(Set<AlertKind> kinds, Set<String> families, ScalingAlert.Severity severity) {

    /// Every alert.
    public static final AlertFilter ALL = new AlertFilter(Set.of(), Set.of(), ScalingAlert.Severity.WARNING);

    public AlertFilter {
        kinds = Set.copyOf(kinds);
        families = Set.copyOf(families);
    }

    /// Whether this event is wanted. Nobody is called about what is muted but for its end, so that what was told
    /// before the mute does not stay open for ever.
    public boolean accepts(ScalingAlert alert) {
        return (alert.muted().isEmpty() || !AlertBook.isOpen(alert))
                && (kinds.isEmpty() || kinds.contains(alert.kind()))
                && (families.isEmpty() || families.contains(alert.series().family()))
                && alert.severity().compareTo(severity) >= 0;
    }
}
