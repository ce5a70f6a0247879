package io.scalewatch.analysis.forms;

import io.scalewatch.analysis.curves.Curve;
import io.scalewatch.analysis.curves.Dispersion;
import io.scalewatch.analysis.curves.LogisticFit;
import io.scalewatch.analysis.curves.PublishedCounts;
import io.scalewatch.analysis.curves.Wilson;
import io.scalewatch.contracts.event.CurvePoint;
import java.util.List;
import java.util.stream.IntStream;

/// The smooth curve through accuracy, a polynomial in the log-odds, with how well it is known: for drawing, and
/// of the family, so that it allows for how far models lie off their family's curve. The quadratic is the one
/// whose vertex is the turning point.
///
/// @param degree of the polynomial: 2, or 1 with three sizes only
/// @param places from the smallest to the largest size, evenly in log10; none with fewer than three sizes
public record FittedBand(int degree, List<Place> places) {

    private static final int LEAST_SIZES = 3;
    private static final int LARGEST_DEGREE = 2;
    private static final int PLACES = 25;

    public FittedBand {
        places = List.copyOf(places);
    }

    /// @param parameters of a size
    /// @param rate accuracy there
    /// @param lower of the 95 % interval at this size, by the covariance of the coefficients
    /// @param upper of the same
    public record Place(double parameters, double rate, double lower, double upper) {}

    /// The band of a published curve.
    public static FittedBand of(List<CurvePoint> points) {
        return of(PublishedCounts.of(points).curve());
    }

    /// The band of a curve of independent trials.
    static FittedBand of(Curve curve) {
        if (curve.sizes() < LEAST_SIZES) {
            return new FittedBand(0, List.of());
        }
        // As for forecasts: half a success and half a failure more, so that nothing is separated.
        Curve effective = curve.effective(Dispersion.estimate(curve)).plusHalf();
        int degree = Math.min(LARGEST_DEGREE, curve.sizes() - 2);
        LogisticFit fit = LogisticFit.of(effective, degree);
        double from = curve.log10Size(0);
        double to = curve.log10Size(curve.points() - 1);
        return new FittedBand(
                degree,
                IntStream.range(0, PLACES)
                        .mapToObj(i -> place(fit, curve, from + (to - from) * i / (PLACES - 1)))
                        .toList());
    }

    private static Place place(LogisticFit fit, Curve curve, double log10Size) {
        double z = curve.zOf(log10Size);
        double logOdds = fit.logOdds(z);
        double reach = Wilson.Z * Math.sqrt(fit.logOddsVariance(z));
        return new Place(Math.pow(10, log10Size), rate(logOdds), rate(logOdds - reach), rate(logOdds + reach));
    }

    private static double rate(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }
}
