package io.scalewatch.analysis.api;

import io.scalewatch.analysis.series.LabelTransitions;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.Shape;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The same answers under two scoring versions.
///
/// @param points by size, the smallest first; the model versions that have answers under both
public record SeriesComparison(SeriesKey from, SeriesKey to, Shape fromShape, Shape toShape, List<Point> points) {

    /// @param change of accuracy, `to - from`
    /// @param labels what became of each label, where this instance holds the samples
    public record Point(
            String model,
            String version,
            long parameters,
            Side from,
            Side to,
            double change,
            Optional<LabelTransitions> labels) {}

    /// @param interval 95 % Wilson interval of accuracy
    /// @param labels how often each label occurred
    public record Side(
            long trials,
            long answered,
            long correct,
            long failures,
            double accuracy,
            Interval interval,
            Map<Label, Long> labels) {

        static Side of(CurvePoint point) {
            Map<Label, Long> labels = new EnumMap<>(Label.class);
            point.labels().forEach((label, rate) -> labels.put(label, rate.count()));
            return new Side(
                    point.trials(),
                    point.answered(),
                    point.correct(),
                    point.failures(),
                    point.accuracy(),
                    point.interval(),
                    labels);
        }
    }

    /// @param transitions of a point's samples, where they are known
    static SeriesComparison of(
            CurveFitted from, CurveFitted to, Function<CurvePoint, Optional<LabelTransitions>> transitions) {
        List<Point> points = from.points().stream()
                .flatMap(before -> to.points().stream()
                        .filter(after -> after.model().equals(before.model())
                                && after.version().equals(before.version()))
                        .map(after -> new Point(
                                before.model(),
                                before.version(),
                                before.parameters(),
                                Side.of(before),
                                Side.of(after),
                                after.accuracy() - before.accuracy(),
                                transitions.apply(before))))
                .toList();
        return new SeriesComparison(from.series(), to.series(), from.shape(), to.shape(), points);
    }
}
