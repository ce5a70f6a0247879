package io.scalewatch.analysis.alertmanager;

import io.scalewatch.analysis.alerts.AlertBook;
import io.scalewatch.analysis.samples.Excerpt;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.event.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An alert as Alertmanager's API takes it (`POST /api/v2/alerts`). Its labels are its identity there.
///
/// @param endsAt when it ended; of one that is open, when it is to be taken for ended if nothing more is heard
/// @param generatorURL where it can be looked at
record PostableAlert(
        Map<String, String> labels,
        Map<String, String> annotations,
        Instant startsAt,
        Instant endsAt,
        Optional<String> generatorURL) {

    private static final int LONGEST_LABEL = 200;

    /// @param staysOpen how long an open one is taken to be open
    /// @return one alert; and where it has become critical, the end of the warning that it was: the severity is one
    ///     of the labels
    static List<PostableAlert> of(ScalingAlert alert, Instant now, Duration staysOpen) {
        List<PostableAlert> all = new ArrayList<>();
        // What is muted here has ended there, until it is unmuted: its next event says so.
        boolean open = AlertBook.isOpen(alert) && alert.muted().isEmpty();
        all.add(of(alert, alert.severity(), open ? now.plus(staysOpen) : alert.at()));
        if (open
                && alert.status() == ScalingAlert.Status.UPDATED
                && alert.severity() != ScalingAlert.Severity.WARNING) {
            all.add(of(alert, ScalingAlert.Severity.WARNING, alert.at()));
        }
        return all;
    }

    private static PostableAlert of(ScalingAlert alert, ScalingAlert.Severity severity, Instant endsAt) {
        SeriesKey series = alert.series();
        Map<String, String> labels = new TreeMap<>();
        labels.put("alertname", name(alert));
        labels.put("severity", severity.name().toLowerCase(Locale.ROOT));
        labels.put("kind", alert.kind().toString());
        labels.put("family", cut(series.family()));
        labels.put("task", cut(series.task()));
        labels.put("variant", cut(series.variant()));
        // Tells epochs, versions of the task and of the rules apart.
        labels.put("alert_id", alert.alertId());
        alert.subject().ifPresent(subject -> labels.put("subject", cut(subject)));
        Map<String, String> annotations = new TreeMap<>();
        annotations.put("summary", alert.summary());
        if (!AlertBook.isCertain(alert)) {
            annotations.put(
                    "effect",
                    "%.1f points (%.1f to %.1f)"
                            .formatted(
                                    100 * alert.effect().change(),
                                    100 * alert.effect().interval().lower(),
                                    100 * alert.effect().interval().upper()));
        }
        annotations.put("series", series.toString());
        return new PostableAlert(labels, annotations, alert.raisedAt(), endsAt, alert.link());
    }

    /// For example `ScalewatchInverseScaling`.
    private static String name(ScalingAlert alert) {
        StringBuilder name = new StringBuilder("Scalewatch");
        for (String word : alert.kind().toString().split("-")) {
            name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return name.toString();
    }

    private static String cut(String value) {
        return Excerpt.beginning(value, LONGEST_LABEL);
    }
}
