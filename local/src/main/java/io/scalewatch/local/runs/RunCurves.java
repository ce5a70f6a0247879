package io.scalewatch.local.runs;

import io.scalewatch.analysis.api.AlertView;
import io.scalewatch.analysis.api.SeriesSummary;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.local.CommandException;
import io.scalewatch.local.rest.JsonService;
import io.scalewatch.local.series.SeriesQuery;
import io.scalewatch.task.runs.RunView;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The curves that a run has gone into, once all of its answers are counted in them.
final class RunCurves {

    private static final Duration LOOK_INTERVAL = Duration.ofMillis(250);
    /// How long the analysis may take to count what is scored, and a version to become current.
    private static final Duration COUNTING = Duration.ofSeconds(60);
    /// A decision follows its fit by a moment.
    private static final Duration DECIDING = Duration.ofSeconds(2);

    private final JsonService analysis;

    RunCurves(JsonService analysis) {
        this.analysis = analysis;
    }

    /// @param alerts those that are open on these series and not muted
    record Found(List<SeriesSummary> series, List<ScalingAlert> alerts) {}

    Found of(RunView run) throws InterruptedException {
        long deadline = System.nanoTime() + COUNTING.toNanos();
        List<SeriesSummary> series = series(run);
        while (!isCounted(run, series)) {
            if (System.nanoTime() > deadline) {
                throw new CommandException("the run is complete, but the analysis has not counted all of it after "
                        + COUNTING.toSeconds() + " s: look at ./scalewatch series later");
            }
            Thread.sleep(LOOK_INTERVAL);
            series = series(run);
        }
        Thread.sleep(DECIDING);
        series = series(run);
        Set<SeriesKey> keys = new HashSet<>();
        series.forEach(one -> keys.add(one.series()));
        List<ScalingAlert> alerts = List.of(analysis.get("/api/alerts?status=open", AlertView[].class)).stream()
                .filter(AlertView::isHeard)
                .map(AlertView::alert)
                .filter(alert -> keys.contains(alert.series()))
                .toList();
        return new Found(series, alerts);
    }

    private List<SeriesSummary> series(RunView run) {
        return run.models().stream()
                .map(RunView.Model::family)
                .distinct()
                .flatMap(family ->
                        new SeriesQuery(Optional.of(family), Optional.empty(), Optional.empty()).of(analysis).stream())
                .filter(one -> run.tasks().contains(one.series().task())
                        && run.variants().contains(one.series().variant()))
                .toList();
    }

    /// A model whose version answered nothing, or was replaced, is in no current curve.
    private static boolean isCounted(RunView run, List<SeriesSummary> series) {
        return run.models().stream().allMatch(model -> model.scored() <= counted(model, series));
    }

    private static long counted(RunView.Model model, List<SeriesSummary> series) {
        return series.stream()
                .filter(one -> one.series().family().equals(model.family()))
                .flatMap(one -> one.points().stream())
                .filter(point ->
                        point.model().equals(model.model()) && point.version().equals(model.version()))
                .mapToLong(SeriesSummary.Point::trials)
                .sum();
    }
}
