package io.scalewatch.analysis.forecasts;

import io.scalewatch.analysis.curves.Curve;
import io.scalewatch.analysis.curves.Forecast;
import io.scalewatch.analysis.curves.Forecaster;
import io.scalewatch.analysis.curves.PublishedCounts;
import io.scalewatch.analysis.curves.ShapeClassifier;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.Interval;
import java.util.List;

/// Holds a fit against what the last fit of the versions before led one to expect of its larger sizes.
public final class ForecastReview {

    private ForecastReview() {}

    /// What came of the sizes beyond the earlier fit's largest. A pure function of both fits, so that it may be
    /// asked again with every fit that counts more.
    public static List<ForecastOutcome> of(CurveFitted before, CurveFitted now) {
        PublishedCounts known = PublishedCounts.of(before.points());
        Curve curve = known.curve();
        if (curve.sizes() < ShapeClassifier.LEAST_SIZES
                || before.evidence().leastSamples() < ShapeClassifier.LEAST_SAMPLES) {
            return List.of();
        }
        double largest = curve.log10Size(curve.points() - 1);
        Forecaster forecaster = new Forecaster(curve, before.evidence().dispersion());
        return now.points().stream()
                .filter(point -> point.answered() > 0 && Math.log10(point.parameters()) > largest)
                .map(point -> outcome(before, now, point, forecaster.at(Math.log10(point.parameters()))))
                .toList();
    }

    private static ForecastOutcome outcome(CurveFitted before, CurveFitted now, CurvePoint point, Forecast forecast) {
        long trials = PublishedCounts.independent(point);
        return new ForecastOutcome(
                now.series(),
                now.epoch(),
                point.model(),
                point.version(),
                point.parameters(),
                before.fittedAt(),
                forecast.rate(),
                new Interval(forecast.lower(), forecast.upper()),
                forecast.observed(trials),
                trials,
                point.accuracy(),
                now.fittedAt());
    }
}
