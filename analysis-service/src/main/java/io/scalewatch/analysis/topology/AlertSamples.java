package io.scalewatch.analysis.topology;

import io.scalewatch.analysis.series.SeriesState;
import io.scalewatch.analysis.series.TellingSamples;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.Finding;
import io.scalewatch.contracts.event.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Names the samples that show a finding best, where it could be an alert. All samples of a series are looked
/// at for this, so not with every fit: once when the evidence is there, and then at most every few seconds.
final class AlertSamples {

    private static final Duration CHOSEN_FOR = Duration.ofSeconds(5);

    private final double leastLogE;
    private final Map<SeriesKey, OfEpoch> chosen = new HashMap<>();

    private record OfEpoch(String epoch, Map<Topic, Choice> choices) {}

    private record Topic(AlertKind kind, String subject) {}

    private record Choice(List<String> samples, Instant at) {}

    /// @param leastLogE no evidence below it makes an alert
    AlertSamples(double leastLogE) {
        this.leastLogE = leastLogE;
    }

    List<Finding> named(SeriesKey series, String epoch, List<Finding> findings, SeriesState state, Instant now) {
        if (findings.stream().noneMatch(finding -> finding.logE() >= leastLogE)) {
            return findings;
        }
        OfEpoch known = chosen.compute(
                series,
                (key, before) ->
                        before != null && before.epoch().equals(epoch) ? before : new OfEpoch(epoch, new HashMap<>()));
        return findings.stream()
                .map(finding -> finding.logE() < leastLogE ? finding : named(finding, known, state, now))
                .toList();
    }

    private static Finding named(Finding finding, OfEpoch known, SeriesState state, Instant now) {
        Choice choice = known.choices()
                .compute(
                        new Topic(finding.kind(), finding.subject()),
                        (topic, before) ->
                                before != null && before.at().plus(CHOSEN_FOR).isAfter(now)
                                        ? before
                                        : new Choice(TellingSamples.of(state, finding), now));
        return finding.withSamples(choice.samples());
    }
}
