package io.scalewatch.analysis.handling;

import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.SeriesKey;
import java.util.Optional;

/// Which alerts a mute covers: those to which all of this applies.
///
/// An alert that is told once for a family is covered by its family and kind only: it stands in whichever series came
/// first, and muted there it would be heard of in no other.
///
/// @param series `family/task/taskVersion/variant/scoringVersion`
public record MuteScope(
        Optional<String> series, Optional<String> family, Optional<String> task, Optional<AlertKind> kind) {

    boolean covers(SeriesKey of, AlertKind on, boolean wholeFamily) {
        return !(wholeFamily && (series.isPresent() || task.isPresent()))
                && series.map(of.toString()::equals).orElse(true)
                && family.map(of.family()::equals).orElse(true)
                && task.map(of.task()::equals).orElse(true)
                && kind.map(on::equals).orElse(true);
    }
}
