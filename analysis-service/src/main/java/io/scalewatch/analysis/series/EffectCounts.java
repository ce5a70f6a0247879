package io.scalewatch.analysis.series;

import io.scalewatch.contracts.event.EffectBasis;
import io.scalewatch.contracts.event.Label;

/// What the effect of one label is read off.
///
/// @param sums "trials" are groups, and "successes" sums of effects in [Shares#UNIT]s
/// @param asked by model, the groups with answers on both sides
/// @param controlRates by model, the sum of the label's rates on the controls, in the same unit
record EffectCounts(Label label, EffectBasis basis, OutcomeCounts sums, long[] asked, long[] controlRates) {}
