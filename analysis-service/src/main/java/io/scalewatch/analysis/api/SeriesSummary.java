package io.scalewatch.analysis.api;

import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A series in a list: its shape and its points in short.
///
/// @param leastSamples the samples that every size has seen
public record SeriesSummary(
        SeriesKey series,
        String epoch,
        long sequence,
        Shape shape,
        Optional<ShapeEvidence.Trend> trend,
        double logEInverse,
        long leastSamples,
        List<Point> points,
        Instant fittedAt) {

    /// @param interval 95 % Wilson interval of accuracy, to four decimals: a thousand series are to stay small
    /// @param labels how often each label occurred
    public record Point(
            String model,
            String version,
            long parameters,
            long samples,
            long trials,
            long answered,
            long correct,
            long failures,
            double accuracy,
            Interval interval,
            Map<Label, Long> labels) {

        private static final double DECIMALS = 1e4;

        static Point of(CurvePoint point) {
            Map<Label, Long> labels = new EnumMap<>(Label.class);
            point.labels().forEach((label, rate) -> labels.put(label, rate.count()));
            return new Point(
                    point.model(),
                    point.version(),
                    point.parameters(),
                    point.samples(),
                    point.trials(),
                    point.answered(),
                    point.correct(),
                    point.failures(),
                    point.accuracy(),
                    inShort(point.interval()),
                    labels);
        }

        private static Interval inShort(Interval interval) {
            return new Interval(inShort(interval.lower()), inShort(interval.upper()));
        }

        private static double inShort(double rate) {
            return Math.round(rate * DECIMALS) / DECIMALS;
        }
    }

    public static SeriesSummary of(CurveFitted fit) {
        return new SeriesSummary(
                fit.series(),
                fit.epoch(),
                fit.sequence(),
                fit.shape(),
                fit.evidence().trend(),
                fit.evidence().logEInverse(),
                fit.evidence().leastSamples(),
                fit.points().stream().map(Point::of).toList(),
                fit.fittedAt());
    }
}
