package io.scalewatch.contracts.event;

import java.util.List;
import java.util.Optional;

/// What is read off the counts of a series beside its points and the shape of its accuracy.
///
/// @param curve the label whose curve says most: CORRECT, or, where nothing is ever correct (a task without a
///     right answer), the provoked label that is most frequent
/// @param reason why accuracy has its shape, in words
/// @param labels the curves of the labels that occurred, CORRECT apart, in the order of [Label]
/// @param quality whether the curve may be trusted
/// @param findings what speaks for each kind of alert, past the burn-in
/// @param forecasts of accuracy at 2, 5 and 10 times the largest size, once the curve has a shape
/// @param turningPoint where accuracy turns, if its shape is `U_SHAPED` or `INVERTED_U`
/// @param effects of what provokes a label, paired within groups of samples; older fits, and tasks without controls or
///     opposite views, have none
public record CurveStatistics(
        Label curve,
        String reason,
        List<LabelCurve> labels,
        Optional<DataQuality> quality,
        List<Finding> findings,
        List<SizeForecast> forecasts,
        Optional<TurningPoint> turningPoint,
        List<EffectCurve> effects) {

    public CurveStatistics {
        Require.notNull(curve, "curve");
        Require.notNull(reason, "reason");
        labels = labels == null ? List.of() : List.copyOf(labels);
        quality = Require.orEmpty(quality);
        findings = findings == null ? List.of() : List.copyOf(findings);
        forecasts = forecasts == null ? List.of() : List.copyOf(forecasts);
        turningPoint = Require.orEmpty(turningPoint);
        effects = effects == null ? List.of() : List.copyOf(effects);
    }
}
