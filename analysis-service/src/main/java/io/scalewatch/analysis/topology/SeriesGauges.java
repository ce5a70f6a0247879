package io.scalewatch.analysis.topology;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Trials, trend, evidence and shape of the series of one task, for dashboards. At most so many series, so that
/// the number of time series stays bounded; the ones after that have none.
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
        private volatile CurveFitted fit;

        private Latest(CurveFitted fit) {
            this.fit = fit;
        }
    }

    void show(CurveFitted fit) {
        Latest known = series.get(fit.series());
        if (known != null) {
            known.fit = fit;
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
        }
    }

    @Override
    public void close() {
        gauges.forEach(registry::remove);
        gauges.clear();
        series.clear();
    }

    private void gauge(String name, Latest latest, ToDoubleFunction<CurveFitted> value) {
        SeriesKey key = latest.fit.series();
        gauges.add(Gauge.builder(PREFIX + name, latest, l -> value.applyAsDouble(l.fit))
                .tags(Tags.of(
                        "family", key.family(),
                        "task", key.task(),
                        "task.version", key.taskVersion(),
                        "variant", key.variant(),
                        "scoring.version", key.scoringVersion()))
                .register(registry));
    }
}
