package io.scalewatch.analysis.series;

import io.scalewatch.analysis.curves.Classification;
import io.scalewatch.analysis.curves.Curve;
import io.scalewatch.analysis.curves.PublishedCounts;
import io.scalewatch.analysis.curves.RateCovariance;
import io.scalewatch.analysis.curves.ShapeClassifier;
import io.scalewatch.analysis.evidence.TrendEvidence;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A published curve over what the training of its models took, instead of over their parameters. For showing:
/// how sizes are paired by sample is not published, so that there is no evidence for an alert in it.
///
/// @param shape of accuracy over log10 of the training FLOPs
/// @param change of accuracy from the least to the most training, least squares, trials taken as independent
/// @param points the least training first
/// @param without models that don't declare theirs
public record TrainingAxis(
        Shape shape,
        Optional<ShapeEvidence.Trend> change,
        Optional<Double> peakP,
        Optional<Double> valleyP,
        List<Place> points,
        List<String> without) {

    public TrainingAxis {
        points = List.copyOf(points);
        without = List.copyOf(without);
    }

    public record Place(
            String model,
            String version,
            double trainingFlops,
            long parameters,
            long answered,
            long correct,
            double accuracy,
            Interval interval) {}

    public static TrainingAxis of(CurveFitted fit) {
        List<CurvePoint> known = fit.points().stream()
                .filter(point -> point.answered() > 0 && point.trainingFlops().isPresent())
                .sorted(Comparator.comparingDouble(
                        point -> point.trainingFlops().orElseThrow()))
                .toList();
        double[] sizes = new double[known.size()];
        long[] trials = new long[known.size()];
        long[] correct = new long[known.size()];
        long leastSamples = Long.MAX_VALUE;
        for (int i = 0; i < sizes.length; i++) {
            CurvePoint point = known.get(i);
            sizes[i] = Math.log10(point.trainingFlops().orElseThrow());
            trials[i] = PublishedCounts.independent(point);
            correct[i] = Math.round((double) trials[i] * point.correct() / point.answered());
            leastSamples = Math.min(leastSamples, point.samples());
        }
        Classification classification = Classification.INSUFFICIENT;
        Optional<ShapeEvidence.Trend> change = Optional.empty();
        if (sizes.length >= 2) {
            Curve curve = Curve.of(sizes, real(trials), real(correct));
            RateCovariance rates = RateCovariance.independent(trials, correct);
            classification = ShapeClassifier.classify(curve, rates, leastSamples);
            change = curve.sizes() < 2
                    ? Optional.empty()
                    : Optional.of(TrendEvidence.of(curve, rates).trend());
        }
        return new TrainingAxis(
                classification.shape(),
                change,
                classification.peakP(),
                classification.valleyP(),
                known.stream().map(TrainingAxis::place).toList(),
                fit.points().stream()
                        .filter(point -> point.trainingFlops().isEmpty())
                        .map(CurvePoint::model)
                        .toList());
    }

    private static Place place(CurvePoint point) {
        return new Place(
                point.model(),
                point.version(),
                point.trainingFlops().orElseThrow(),
                point.parameters(),
                point.answered(),
                point.correct(),
                point.accuracy(),
                point.interval());
    }

    private static double[] real(long[] counts) {
        double[] real = new double[counts.length];
        for (int i = 0; i < real.length; i++) {
            real[i] = counts[i];
        }
        return real;
    }
}
