package io.scalewatch.analysis.alerts;

import io.scalewatch.contracts.event.EvidenceReported;
import io.scalewatch.contracts.event.SeriesKey;

/// "In this series, with exactly these versions, the bigger ones are no worse."
record Hypothesis(SeriesKey series, String epoch) {

    static Hypothesis of(EvidenceReported evidence) {
        return new Hypothesis(evidence.series(), evidence.epoch());
    }
}
