package io.scalewatch.local.series;

import io.scalewatch.analysis.api.SeriesSummary;
import io.scalewatch.local.rest.JsonService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which series are meant.
///
/// @param family all where empty; so with the others
public record SeriesQuery(Optional<String> family, Optional<String> task, Optional<String> variant) {

    private static final double LARGEST_LOG_E = 300;

    /// The newest fits.
    public List<SeriesSummary> of(JsonService analysis) {
        List<String> filters = new ArrayList<>();
        family.ifPresent(name -> filters.add("family=" + JsonService.encode(name)));
        task.ifPresent(name -> filters.add("task=" + JsonService.encode(name)));
        variant.ifPresent(name -> filters.add("variant=" + JsonService.encode(name)));
        String query = filters.isEmpty() ? "" : "?" + String.join("&", filters);
        return List.of(analysis.get("/api/series" + query, SeriesSummary[].class));
    }

    /// A series as a row of a table.
    public static SeriesTable.Row row(SeriesSummary summary) {
        return new SeriesTable.Row(
                summary.series().family(),
                summary.series().task(),
                summary.series().variant(),
                summary.points().stream()
                        .map(point -> new SeriesTable.Point(point.parameters(), point.answered(), point.correct()))
                        .toList(),
                summary.shape().name(),
                evidence(summary));
    }

    private static String evidence(SeriesSummary summary) {
        return summary.trend()
                .map(trend -> String.format(
                        Locale.ROOT,
                        "%+.1f points [%+.1f, %+.1f], odds of a fall %.3g",
                        trend.change() * 100,
                        trend.interval().lower() * 100,
                        trend.interval().upper() * 100,
                        Math.exp(Math.min(summary.logEInverse(), LARGEST_LOG_E))))
                .orElse("only " + summary.leastSamples() + " samples seen by every size");
    }
}
