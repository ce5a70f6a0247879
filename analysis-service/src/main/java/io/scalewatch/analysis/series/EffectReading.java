package io.scalewatch.analysis.series;

import io.scalewatch.analysis.curves.ShapeClassifier;
import io.scalewatch.analysis.curves.Wording;
import io.scalewatch.analysis.evidence.TrendEvidence;
import io.scalewatch.contracts.event.EffectBasis;
import io.scalewatch.contracts.event.EffectCurve;
import io.scalewatch.contracts.event.EffectPoint;
import io.scalewatch.contracts.event.ModelVersion;
import java.util.List;
import java.util.Optional;

/// What the paired effect on one label comes to: by size, and as a trend with the groups as clusters.
record EffectReading(EffectCurve curve, Optional<TrendEvidence> trend) {

    /// Nothing as long as there is no variance between groups.
    static Optional<EffectReading> of(List<ModelVersion> models, EffectCounts counts) {
        return MeansReading.of(models, counts.sums())
                .map(means -> new EffectReading(
                        new EffectCurve(
                                counts.label(),
                                counts.basis(),
                                means.points().stream()
                                        .map(mean -> point(models.get(mean.place()), counts, mean))
                                        .toList(),
                                means.trend().map(TrendEvidence::trend),
                                means.trend().map(TrendEvidence::liveInterval),
                                means.logEGrows(),
                                means.logEShrinks()),
                        means.trend()));
    }

    private static EffectPoint point(ModelVersion model, EffectCounts counts, MeansReading.Point mean) {
        double effect = mean.mean().effect();
        double control = counts.basis() == EffectBasis.CONTROL
                ? (double) counts.controlRates()[mean.place()] / Shares.UNIT / mean.clusters()
                : (1 - effect) / 2;
        return new EffectPoint(
                model.model(),
                model.version(),
                model.parameters(),
                counts.asked()[mean.place()],
                mean.clusters(),
                Math.clamp(effect + control, 0, 1),
                control,
                effect,
                mean.interval(),
                mean.liveInterval());
    }

    /// The effect at both ends of what the trend is of, in words.
    String ends() {
        List<EffectPoint> points = curve.points().stream()
                .filter(point -> point.groups() >= ShapeClassifier.LEAST_SAMPLES)
                .toList();
        return "from " + at(points.getFirst()) + " to " + at(points.getLast());
    }

    private static String at(EffectPoint point) {
        return Wording.points(point.effect()) + " points at " + Wording.size(point.parameters());
    }
}
