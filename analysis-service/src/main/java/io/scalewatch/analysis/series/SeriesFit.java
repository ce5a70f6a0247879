package io.scalewatch.analysis.series;

import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.CurveStatistics;
import io.scalewatch.contracts.event.EnsembleLevel;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.util.List;

/// What a series says at one look.
///
/// @param points the smallest size first; models without a labelled trial are left out
/// @param ensembles levels beside the curve; none with fewer than three sizes
/// @param pastBurnIn whether every size has seen enough samples for the e-values to count; before that they are
///     1
public record SeriesFit(
        List<CurvePoint> points,
        Shape shape,
        ShapeEvidence evidence,
        List<EnsembleLevel> ensembles,
        boolean pastBurnIn,
        CurveStatistics statistics) {

    public SeriesFit {
        points = List.copyOf(points);
        ensembles = List.copyOf(ensembles);
    }
}
