package io.scalewatch.local.fit;

import io.scalewatch.analysis.series.SeriesFit;
import io.scalewatch.analysis.series.SeriesFitter;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.contracts.event.ShapeEvidence;
import io.scalewatch.local.fit.CurveTable.TabledCurve;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One curve of the table and what the analysis says of it; an object of the JSON array.
///
/// @param trials how the trials were taken to be related
/// @param change of accuracy from the smallest to the largest size by least squares, rates
/// @param eInverse e-value against "accuracy does not fall with size", at most the largest double; `log` is
/// natural
/// @param ePositive e-value against "accuracy does not rise with size"
record FittedCurve(
        String curve,
        String family,
        String task,
        Shape shape,
        List<FittedPoint> points,
        String trials,
        Optional<Double> peakP,
        Optional<Double> valleyP,
        Map<String, Double> bic,
        double dispersion,
        boolean abrupt,
        Optional<Interval> largestDifference,
        Optional<ShapeEvidence.Trend> change,
        double logEInverse,
        double logEPositive,
        double eInverse,
        double ePositive) {

    /// @param interval 95 % Wilson interval of accuracy
    record FittedPoint(long parameters, long correct, long trials, double accuracy, Interval interval) {}

    static FittedCurve of(TabledCurve curve) {
        List<ModelVersion> models = curve.points().stream()
                .map(point -> new ModelVersion(
                        curve.family(), Long.toString(point.parameters()), "table", point.parameters()))
                .toList();
        long[] correct =
                curve.points().stream().mapToLong(CurveTable.Point::correct).toArray();
        long[] trials =
                curve.points().stream().mapToLong(CurveTable.Point::trials).toArray();
        SeriesFit fit = new SeriesFitter().fitIndependent(models, correct, trials);
        ShapeEvidence evidence = fit.evidence();
        return new FittedCurve(
                curve.name(),
                curve.family(),
                curve.task(),
                fit.shape(),
                fit.points().stream()
                        .map(point -> new FittedPoint(
                                point.parameters(),
                                point.correct(),
                                point.answered(),
                                point.accuracy(),
                                point.interval()))
                        .toList(),
                "independent trials assumed",
                evidence.peakP(),
                evidence.valleyP(),
                evidence.bic(),
                evidence.dispersion(),
                evidence.abrupt(),
                evidence.largestDifference(),
                evidence.trend(),
                evidence.logEInverse(),
                evidence.logEPositive(),
                finite(Math.exp(evidence.logEInverse())),
                finite(Math.exp(evidence.logEPositive())));
    }

    /// JSON has no infinity.
    private static double finite(double e) {
        return Math.min(e, Double.MAX_VALUE);
    }
}
