package io.scalewatch.analysis.handling;

import io.scalewatch.contracts.event.ScalingAlert;
import java.util.List;
import java.util.Optional;

/// What people have done with an alert.
///
/// @param acknowledged that somebody knows of it; who knew of a warning has not said so of what became critical
/// @param muted the mute in force that covers it; the one that lasts longest
/// @param remarks the acknowledgements and notes, the oldest first
public record AlertHandling(Optional<Remark> acknowledged, Optional<Mute> muted, List<Remark> remarks) {

    static AlertHandling of(ScalingAlert alert, List<Remark> remarks, Optional<Mute> muted) {
        return new AlertHandling(
                remarks.stream()
                        .filter(remark -> remark.type() == Remark.Type.ACKNOWLEDGED
                                && remark.severity().compareTo(alert.severity()) >= 0)
                        .findFirst(),
                muted,
                List.copyOf(remarks));
    }
}
