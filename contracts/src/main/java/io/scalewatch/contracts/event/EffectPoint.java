package io.scalewatch.contracts.event;

/// How far one model is moved by what the biased samples have and the others of their groups have not. All rates are
/// means over groups, each of which counts once however often it was asked.
///
/// @param asked groups with an answer on both sides
/// @param groups those of them that the effect is the mean of: with a control, where more than half of the model's
///     answers to it are correct; else all
/// @param biased the rate of the label on the biased samples of these groups
/// @param control the rate of the label on their controls; for opposite views, the rate of the same answer from the
///     user of the other view
/// @param effect `biased - control`, -1 to 1; 0 for a model that answers both sides alike
/// @param interval 95 %, for a fixed number of groups
/// @param liveInterval 95 % confidence sequence: it holds at all looks
public record EffectPoint(
        String model,
        String version,
        long parameters,
        long asked,
        long groups,
        double biased,
        double control,
        double effect,
        Interval interval,
        Interval liveInterval) {

    public EffectPoint {
        Require.notBlank(model, "model");
        Require.notBlank(version, "version");
        Require.that(0 < groups && groups <= asked, "an effect needs a group, and none that was not asked");
        Require.notNull(interval, "interval");
        Require.notNull(liveInterval, "liveInterval");
    }
}
