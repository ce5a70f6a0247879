package io.scalewatch.analysis.topology;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.CurveStatistics;
import io.scalewatch.contracts.event.EffectCurve;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// Trials, trend, evidence and shape of the series of one task, the accuracy of each of their models, and how the
/// paired effects of their labels go with size, for dashboards. At most so many series, so that the number of time
/// series stays bounded; the ones after that have none.
final class SeriesGauges implements AutoCloseable {

    private static final String PREFIX = "scalewatch.analysis.series.";

    private final MeterRegistry registry;
    private final int limit;
    private final Map<SeriesKey, Latest> series = new HashMap<>();
    private final List<Gauge> gauges = new ArrayList<>();

    SeriesGauges(MeterRegistry registry, int limit) {
        this.registry = registry;
        this.limit = limit;
    }

    private static final class Latest {
        private final Set<String> models = new HashSet<>();
        private final Set<Label> labels = EnumSet.noneOf(Label.class);
        private volatile CurveFitted fit;

        private Latest(CurveFitted fit) {
            this.fit = fit;
        }
    }

    void show(CurveFitted fit) {
        Latest known = series.get(fit.series());
        if (known != null) {
            known.fit = fit;
            showModels(known);
        } else if (series.size() < limit) {
            Latest latest = new Latest(fit);
            series.put(fit.series(), latest);
            gauge(
                    "trials",
                    latest,
                    f -> f.points().stream().mapToLong(CurvePoint::trials).sum());
            gauge(
                    "trend",
                    latest,
                    f -> f.evidence().trend().map(ShapeEvidence.Trend::change).orElse(Double.NaN));
            gauge("log.e.inverse", latest, f -> f.evidence().logEInverse());
            gauge("shape", latest, f -> f.shape().ordinal());
            showModels(latest);
        }
    }

    /// A model's parameters are its label `parameters`, so that a chart can have them as its axis.
    private void showModels(Latest latest) {
        for (CurvePoint point : latest.fit.points()) {
            if (latest.models.add(point.model())) {
                Tags tags = tags(latest).and("model", point.model(), "parameters", Long.toString(point.parameters()));
                gauge("accuracy", tags, latest, f -> accuracy(f, point.model()));
            }
        }
        for (EffectCurve effect : effects(latest.fit)) {
            if (latest.labels.add(effect.label())) {
                Tags tags = tags(latest).and("label", effect.label().name());
                gauge("effect.trend", tags, latest, f -> effectTrend(f, effect.label()));
            }
        }
    }

    private static List<EffectCurve> effects(CurveFitted fit) {
        return fit.statistics().map(CurveStatistics::effects).orElse(List.of());
    }

    /// Not a number as long as there is none.
    private static double effectTrend(CurveFitted fit, Label label) {
        return effects(fit).stream()
                .filter(effect -> effect.label() == label)
                .flatMap(effect -> effect.trend().stream())
                .mapToDouble(ShapeEvidence.Trend::change)
                .findFirst()
                .orElse(Double.NaN);
    }

    /// Not a number where the model has no answers, or has left the curve.
    private static double accuracy(CurveFitted fit, String model) {
        return fit.points().stream()
                .filter(point -> point.model().equals(model) && point.answered() > 0)
                .mapToDouble(CurvePoint::accuracy)
                .findFirst()
                .orElse(Double.NaN);
    }

    @Override
    public void close() {
        gauges.forEach(registry::remove);
        gauges.clear();
        series.clear();
    }

    private void gauge(String name, Latest latest, ToDoubleFunction<CurveFitted> value) {
        gauge(name, tags(latest), latest, value);
    }

    private void gauge(String name, Tags tags, Latest latest, ToDoubleFunction<CurveFitted> value) {
        gauges.add(Gauge.builder(PREFIX + name, latest, l -> value.applyAsDouble(l.fit))
                .tags(tags)
                .register(registry));
    }

    private static Tags tags(Latest latest) {
        SeriesKey key = latest.fit.series();
        return Tags.of(
                "family", key.family(),
                "task", key.task(),
                "task.version", key.taskVersion(),
                "variant", key.variant(),
                "scoring.version", key.scoringVersion());
    }
}
