package io.scalewatch.analysis.series;

import io.scalewatch.analysis.curves.Curve;
import io.scalewatch.analysis.curves.Forecast;
import io.scalewatch.analysis.curves.Forecaster;
import io.scalewatch.analysis.curves.Vertex;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.contracts.event.SizeForecast;
import io.scalewatch.contracts.event.TurningPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is shown of a curve beyond its points: forecasts, and where it turns. Nothing is decided by it.
final class Outlook {

    /// How many times larger than the largest size.
    private static final double[] FACTORS = {2, 5, 10};

    /// Beyond these log10 of a size it is no number any more that anyone could read.
    private static final double LARGEST_LOG10 = 300;

    private Outlook() {}

    static List<SizeForecast> forecasts(CurveReading reading) {
        if (reading.classification().shape() == Shape.INSUFFICIENT) {
            return List.of();
        }
        Curve curve = reading.independent();
        Forecaster forecaster = new Forecaster(curve, reading.classification().dispersion());
        double largest = curve.log10Size(curve.points() - 1);
        List<SizeForecast> forecasts = new ArrayList<>();
        for (double factor : FACTORS) {
            double size = largest + Math.log10(factor);
            Forecast forecast = forecaster.at(size);
            forecasts.add(new SizeForecast(
                    Math.pow(10, size), forecast.rate(), new Interval(forecast.lower(), forecast.upper())));
        }
        return forecasts;
    }

    static Optional<TurningPoint> turningPoint(CurveReading reading) {
        Shape shape = reading.classification().shape();
        if (shape != Shape.U_SHAPED && shape != Shape.INVERTED_U) {
            return Optional.empty();
        }
        return Vertex.of(
                        reading.independent().effective(reading.classification().dispersion()))
                .filter(vertex -> isReadable(vertex.log10Size()))
                .map(vertex -> new TurningPoint(
                        Math.pow(10, vertex.log10Size()),
                        vertex.interval()
                                .filter(i -> isReadable(i.lower()) && isReadable(i.upper()))
                                .map(i -> new Interval(Math.pow(10, i.lower()), Math.pow(10, i.upper())))));
    }

    private static boolean isReadable(double log10) {
        return Math.abs(log10) < LARGEST_LOG10;
    }
}
