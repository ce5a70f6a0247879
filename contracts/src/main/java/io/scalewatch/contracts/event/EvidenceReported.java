package io.scalewatch.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What one series knows against "the bigger ones are no worse", for the stage that sees all series and
/// decides. Topic `analysis-evidence`, keyed by series, internal.
///
/// @param epoch the hypothesis is one per (series, epoch)
/// @param maxLogEInverse the largest natural logarithm that the e-value has had in this epoch
/// @param trend the present effect, from the smallest to the largest size
/// @param pastBurnIn whether every size has seen enough samples for the evidence to count
/// @param ends the observed accuracy at both ends of the curve, for the words of an alert
/// @param models the model versions that the epoch is made of
/// @param runs the runs that the trials came from
/// @param findings what speaks for each kind of alert, the trend's among them; older reports have none
/// @param trusted whether the curve may be trusted; older reports don't know
public record EvidenceReported(
        SeriesKey series,
        String epoch,
        double maxLogEInverse,
        ShapeEvidence.Trend trend,
        boolean pastBurnIn,
        Shape shape,
        Optional<Ends> ends,
        List<ModelVersion> models,
        List<UUID> runs,
        Instant reportedAt,
        List<Finding> findings,
        Optional<Boolean> trusted) {

    public EvidenceReported {
        Require.notNull(series, "series");
        Require.notBlank(epoch, "epoch");
        Require.notNull(trend, "trend");
        Require.notNull(shape, "shape");
        ends = Require.orEmpty(ends);
        models = List.copyOf(models);
        runs = List.copyOf(runs);
        Require.notNull(reportedAt, "reportedAt");
        findings = findings == null ? List.of() : List.copyOf(findings);
        trusted = Require.orEmpty(trusted);
    }

    /// Evidence of the trend alone.
    public EvidenceReported(
            SeriesKey series,
            String epoch,
            double maxLogEInverse,
            ShapeEvidence.Trend trend,
            boolean pastBurnIn,
            Shape shape,
            Optional<Ends> ends,
            List<ModelVersion> models,
            List<UUID> runs,
            Instant reportedAt) {
        this(
                series,
                epoch,
                maxLogEInverse,
                trend,
                pastBurnIn,
                shape,
                ends,
                models,
                runs,
                reportedAt,
                List.of(),
                Optional.empty());
    }

    /// Sizes in parameters, accuracies as rates.
    public record Ends(
            long smallestParameters, double smallestAccuracy, long largestParameters, double largestAccuracy) {}
}
