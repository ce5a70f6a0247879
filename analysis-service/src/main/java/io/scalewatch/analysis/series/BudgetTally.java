package io.scalewatch.analysis.series;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.ServedBy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts the scores of one series by the budget of reasoning that their answers were asked for with.
public final class BudgetTally {

    private static final int LABELS = Label.values().length;

    private final SortedMap<Version, OfVersion> versions =
            new TreeMap<>(Comparator.comparing(Version::model).thenComparing(Version::version));
    private long withoutBudget;

    private record Version(String model, String version) {}

    /// @param budgets by tokens, and then by sample, how often it got each label, by the ordinal of [Label]
    private record OfVersion(ModelVersion version, SortedMap<Integer, Map<String, int[]>> budgets) {}

    /// @param score with a label, each trial once
    public void count(CompletionScored score) {
        Label label = score.label().orElseThrow();
        Optional<Integer> budget = score.served().flatMap(ServedBy::reasoningBudget);
        if (budget.isEmpty()) {
            withoutBudget++;
            return;
        }
        ModelVersion model = score.model();
        versions.computeIfAbsent(
                        new Version(model.model(), model.version()), v -> new OfVersion(model, new TreeMap<>()))
                .budgets()
                .computeIfAbsent(budget.get(), b -> new HashMap<>())
                .computeIfAbsent(score.trial().sample(), sample -> new int[LABELS])[label.ordinal()]++;
    }

    public BudgetAxis axis() {
        return new BudgetAxis(versions.values().stream().map(BudgetTally::curve).toList(), withoutBudget);
    }

    /// The statistics of a curve over sizes, with budgets in the place of parameters: samples are the same at each.
    private static BudgetAxis.OfVersion curve(OfVersion counted) {
        ModelVersion version = counted.version();
        List<ModelVersion> places = new ArrayList<>();
        counted.budgets()
                .keySet()
                .forEach(budget -> places.add(new ModelVersion(
                        version.family(), version.model() + " at " + budget, version.version(), budget)));
        SeriesState state = new SeriesState(places);
        int place = 0;
        for (Map<String, int[]> samples : counted.budgets().values()) {
            int at = place++;
            samples.forEach((sample, labels) -> state.load(sample, at, labels));
        }
        SeriesFit fit = new SeriesFitter().fit(state);
        return new BudgetAxis.OfVersion(
                version.model(),
                version.version(),
                version.parameters(),
                fit.shape(),
                fit.evidence().trend(),
                fit.evidence().peakP(),
                fit.evidence().valleyP(),
                fit.points().stream().map(BudgetTally::place).toList());
    }

    private static BudgetAxis.Place place(CurvePoint point) {
        return new BudgetAxis.Place(
                point.parameters(),
                point.samples(),
                point.trials(),
                point.answered(),
                point.correct(),
                point.accuracy(),
                point.interval());
    }
}
