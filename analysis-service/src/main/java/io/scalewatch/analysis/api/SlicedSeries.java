package io.scalewatch.analysis.api;

import io.scalewatch.analysis.series.DialSlices;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/// A series taken apart by one of its task's dials.
///
/// @param dials that can be asked for
/// @param opposite whether accuracy is proven to fall with size in one slice and to rise in another, each at an e-value
///     of 20 times the number of slices: the whole curve then says little
/// @param slices the least values of the dial first
public record SlicedSeries(
        SeriesKey series, Shape shape, String dial, SortedSet<String> dials, boolean opposite, List<Slice> slices) {

    private static final double DECISIVE = 20;

    /// @param from the least value of the dial
    /// @param to the largest one
    /// @param logEInverse natural logarithm of the e-value against "accuracy does not fall with size"
    /// @param logEPositive natural logarithm of the e-value against "accuracy does not rise with size"
    public record Slice(
            double from,
            double to,
            int samples,
            Shape shape,
            String reason,
            Optional<ShapeEvidence.Trend> trend,
            double logEInverse,
            double logEPositive,
            List<SeriesSummary.Point> points) {

        static Slice of(DialSlices.Slice slice) {
            return new Slice(
                    slice.from(),
                    slice.to(),
                    slice.samples(),
                    slice.fit().shape(),
                    slice.fit().statistics().reason(),
                    slice.fit().evidence().trend(),
                    slice.fit().evidence().logEInverse(),
                    slice.fit().evidence().logEPositive(),
                    slice.fit().points().stream().map(SeriesSummary.Point::of).toList());
        }
    }

    /// The names of the dials that any sample has.
    static SortedSet<String> names(Map<String, Map<String, Double>> dials) {
        SortedSet<String> names = new TreeSet<>();
        dials.values().forEach(values -> names.addAll(values.keySet()));
        return names;
    }

    /// @param dials by sample
    /// @param samples of a point, how often each got each label, where they are known
    static SlicedSeries of(
            CurveFitted fit,
            String dial,
            Map<String, Map<String, Double>> dials,
            Function<CurvePoint, Optional<Map<String, int[]>>> samples) {
        List<ModelVersion> models = new ArrayList<>();
        List<Map<String, int[]>> labels = new ArrayList<>();
        for (CurvePoint point : fit.points()) {
            samples.apply(point).ifPresent(counts -> {
                models.add(new ModelVersion(fit.series().family(), point.model(), point.version(), point.parameters()));
                labels.add(counts);
            });
        }
        Map<String, Double> values = new HashMap<>();
        dials.forEach((sample, of) -> {
            if (of.containsKey(dial)) {
                values.put(sample, of.get(dial));
            }
        });
        List<Slice> slices =
                DialSlices.of(models, labels, values).stream().map(Slice::of).toList();
        double decisive = Math.log(DECISIVE * Math.max(1, slices.size()));
        boolean opposite = slices.stream().anyMatch(slice -> slice.logEInverse() >= decisive)
                && slices.stream().anyMatch(slice -> slice.logEPositive() >= decisive);
        return new SlicedSeries(fit.series(), fit.shape(), dial, names(dials), opposite, slices);
    }
}
