package io.scalewatch.analysis.api;

import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.CurveStatistics;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;

/// Families side by side: the same samples of the same task, asked in the same way.
///
/// Their sizes differ, so that trends are compared per decade of size. Two families' models are taken to err
/// independently; samples that are hard for both make the difference's interval too wide, not too narrow.
///
/// @param families the one that was asked for first, then the others by name
public record FamilyComparisons(List<Family> families) {

    /// @param perDecade change of accuracy per tenfold size, with its 95 % interval for a fixed number of trials
    /// @param difference of `perDecade` from that of the first family
    /// @param reason why it has its shape, in words
    public record Family(
            SeriesKey series,
            Shape shape,
            Optional<String> reason,
            Optional<ShapeEvidence.Trend> perDecade,
            Optional<ShapeEvidence.Trend> difference,
            List<SeriesSummary.Point> points) {}

    static FamilyComparisons of(CurveFitted first, List<CurveFitted> others) {
        Optional<ShapeEvidence.Trend> reference = perDecade(first);
        List<Family> families = new ArrayList<>();
        families.add(family(first, Optional.empty()));
        for (CurveFitted other : others) {
            families.add(family(other, perDecade(other).flatMap(own -> reference.map(of -> difference(own, of)))));
        }
        return new FamilyComparisons(families);
    }

    private static Family family(CurveFitted fit, Optional<ShapeEvidence.Trend> difference) {
        return new Family(
                fit.series(),
                fit.shape(),
                fit.statistics().map(CurveStatistics::reason),
                perDecade(fit),
                difference,
                fit.points().stream().map(SeriesSummary.Point::of).toList());
    }

    private static Optional<ShapeEvidence.Trend> perDecade(CurveFitted fit) {
        LongSummaryStatistics sizes = fit.points().stream()
                .filter(point -> point.answered() > 0)
                .mapToLong(CurvePoint::parameters)
                .summaryStatistics();
        double decades = Math.log10((double) sizes.getMax() / sizes.getMin());
        return fit.evidence().trend().filter(trend -> decades > 0).map(trend -> times(1 / decades, trend));
    }

    private static ShapeEvidence.Trend times(double factor, ShapeEvidence.Trend trend) {
        return new ShapeEvidence.Trend(
                factor * trend.change(),
                new Interval(
                        factor * trend.interval().lower(),
                        factor * trend.interval().upper()));
    }

    private static ShapeEvidence.Trend difference(ShapeEvidence.Trend own, ShapeEvidence.Trend of) {
        double change = own.change() - of.change();
        double halfWidth = Math.hypot(halfWidth(own.interval()), halfWidth(of.interval()));
        return new ShapeEvidence.Trend(change, new Interval(change - halfWidth, change + halfWidth));
    }

    private static double halfWidth(Interval interval) {
        return (interval.upper() - interval.lower()) / 2;
    }
}
