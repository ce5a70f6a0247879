package io.scalewatch.analysis.handling;

import io.scalewatch.contracts.event.ScalingAlert;
import java.time.Instant;

/// What somebody has said of an alert.
///
/// @param severity that the alert had then
/// @param by who, as they call themselves
/// @param text may be empty of an acknowledgement
public record Remark(Type type, ScalingAlert.Severity severity, String by, Instant at, String text) {

    public enum Type {
        ACKNOWLEDGED,
        NOTE
    }
}
