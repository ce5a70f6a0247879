package io.scalewatch.contracts.event;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The newest fit of a series. Compacted topic `scaling-fits`, keyed by series. What a fit is found by comes first in
/// its JSON, so that who only keeps fits needs not read them; estimates have 9 significant digits there.
///
/// @param epoch names the set of current versions that the points are of
/// @param sequence grows with every fit of the series
/// @param points by size, the smallest first; sizes with neither a trial nor a failure are left out
/// @param ensembles how well the sizes answer together, by majority and weighted; none with fewer than three
/// @param asOf the newest score that is counted here
/// @param statistics what else is read off the counts; older fits have none
@JsonPropertyOrder({"series", "epoch", "sequence", "shape", "asOf", "fittedAt"})
public record CurveFitted(
        SeriesKey series,
        String epoch,
        long sequence,
        List<CurvePoint> points,
        Shape shape,
        ShapeEvidence evidence,
        List<EnsembleLevel> ensembles,
        LogPosition asOf,
        Instant fittedAt,
        Optional<CurveStatistics> statistics) {

    public CurveFitted {
        Require.notNull(series, "series");
        Require.notBlank(epoch, "epoch");
        points = List.copyOf(points);
        Require.notNull(shape, "shape");
        Require.notNull(evidence, "evidence");
        // Older fits have none.
        ensembles = ensembles == null ? List.of() : List.copyOf(ensembles);
        Require.notNull(asOf, "asOf");
        Require.notNull(fittedAt, "fittedAt");
        statistics = Require.orEmpty(statistics);
    }

    /// A fit without further statistics.
    public CurveFitted(
            SeriesKey series,
            String epoch,
            long sequence,
            List<CurvePoint> points,
            Shape shape,
            ShapeEvidence evidence,
            List<EnsembleLevel> ensembles,
            LogPosition asOf,
            Instant fittedAt) {
        this(series, epoch, sequence, points, shape, evidence, ensembles, asOf, fittedAt, Optional.empty());
    }

    /// A place in the topic `scores`.
    public record LogPosition(int partition, long offset) {}
}
