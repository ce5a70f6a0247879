package io.scalewatch.contracts.event;

import java.util.List;
import java.util.Optional;

/// How the effect of what provokes a label goes with size, paired within groups of samples: a label that a model
/// gives for want of knowledge, or with and without the provocation, is no effect.
///
/// @param points by size, the smallest first; models without a group are left out
/// @param trend least-squares change of the effect from the smallest to the largest size, over the models with 20
///     groups or more; with fewer than three such sizes there is none
/// @param liveTrend its 95 % confidence sequence
/// @param logEGrows natural logarithm of the e-value against "the effect does not grow with size"; 0 without a trend
/// @param logEShrinks natural logarithm of the e-value against "the effect does not shrink with size"
public record EffectCurve(
        Label label,
        EffectBasis basis,
        List<EffectPoint> points,
        Optional<ShapeEvidence.Trend> trend,
        Optional<Interval> liveTrend,
        double logEGrows,
        double logEShrinks) {

    public EffectCurve {
        Require.notNull(label, "label");
        Require.notNull(basis, "basis");
        points = points == null ? List.of() : List.copyOf(points);
        trend = Require.orEmpty(trend);
        liveTrend = Require.orEmpty(liveTrend);
    }
}
