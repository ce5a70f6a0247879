package io.scalewatch.analysis.alerts;

import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.EvidenceReported;
import io.scalewatch.contracts.event.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reports of one series and epoch, taken together.
final class Evidence {

    private Evidence() {}

    /// The later report, with the largest e-values of both.
    static EvidenceReported latest(EvidenceReported before, EvidenceReported now) {
        boolean late = now.reportedAt().isBefore(before.reportedAt());
        EvidenceReported later = late ? before : now;
        EvidenceReported earlier = late ? now : before;
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
                later.reportedAt(),
                latest(earlier.findings(), later.findings()),
                later.trusted());
    }

    private record Topic(AlertKind kind, String subject) {}

    private static List<Finding> latest(List<Finding> earlier, List<Finding> later) {
        Map<Topic, Finding> all = new LinkedHashMap<>();
        earlier.forEach(f -> all.put(new Topic(f.kind(), f.subject()), f));
        later.forEach(f -> all.merge(
                new Topic(f.kind(), f.subject()),
                f,
                (before, now) -> now.withLogE(Math.max(before.logE(), now.logE()))
                        .withSamples(now.samples().isEmpty() ? before.samples() : now.samples())));
        return new ArrayList<>(all.values());
    }

    /// What a report says of the trend, and everything else that it has found.
    static List<Finding> findings(EvidenceReported evidence) {
        boolean hasTrend = evidence.findings().stream().anyMatch(f -> f.kind() == AlertKind.INVERSE_SCALING);
        List<Finding> all = new ArrayList<>();
        if (!hasTrend && evidence.pastBurnIn()) {
            all.add(new Finding(
                    AlertKind.INVERSE_SCALING,
                    "",
                    evidence.maxLogEInverse(),
                    evidence.trend(),
                    evidence.trend().interval(),
                    ""));
        }
        for (Finding finding : evidence.findings()) {
            // This one's maximum survives a restart.
            all.add(
                    finding.kind() == AlertKind.INVERSE_SCALING
                            ? finding.withLogE(Math.max(finding.logE(), evidence.maxLogEInverse()))
                            : finding);
        }
        return all;
    }
}
