package io.scalewatch.analysis.series;

import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.util.List;
import java.util.Optional;

/// Curves over the tokens that a model was given to reason with, one for each version: what more thinking made better
/// or worse. For showing; alerts are decided over parameters.
///
/// @param versions those with a trial that was asked for with a budget, by model and version
/// @param withoutBudget labelled trials of the series that were asked for without one, or whose release did not say
public record BudgetAxis(List<OfVersion> versions, long withoutBudget) {

    public BudgetAxis {
        versions = List.copyOf(versions);
    }

    /// @param shape of accuracy over log10 of the budget, paired by sample
    /// @param change of accuracy from the least to the largest budget, least squares; with two budgets and more
    /// @param points the least budget first
    public record OfVersion(
            String model,
            String version,
            long parameters,
            Shape shape,
            Optional<ShapeEvidence.Trend> change,
            Optional<Double> peakP,
            Optional<Double> valleyP,
            List<Place> points) {

        public OfVersion {
            points = List.copyOf(points);
        }
    }

    /// @param budget tokens
    /// @param samples distinct ones with a labelled trial
    /// @param trials labelled ones
    /// @param interval 95 %, of accuracy
    public record Place(
            long budget, long samples, long trials, long answered, long correct, double accuracy, Interval interval) {}
}
