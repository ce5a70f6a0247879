package io.scalewatch.analysis.alerts;

import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.EvidenceReported;
import io.scalewatch.contracts.event.Finding;
import io.scalewatch.contracts.event.SeriesKey;

/// That there is nothing of this kind in this series, with exactly these versions: for the trend, that the
/// bigger ones are no worse.
record Hypothesis(SeriesKey series, String epoch, AlertKind kind, String subject) {

    static Hypothesis of(EvidenceReported evidence, Finding finding) {
        return new Hypothesis(evidence.series(), evidence.epoch(), finding.kind(), finding.subject());
    }
}
