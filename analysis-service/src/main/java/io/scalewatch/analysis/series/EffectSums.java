package io.scalewatch.analysis.series;

import io.scalewatch.contracts.event.EffectBasis;
import io.scalewatch.contracts.event.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// Over groups of samples, the sums of the effects and of the products of two models' effects: integers, so that a
/// group's share can be taken back exactly.
final class EffectSums {

    private final TrialSums groups;
    private final long[] asked;
    /// By the place in [PairedGroup#PROVOKED], from the label's first occurrence on.
    private final OutcomeSums[] effects = new OutcomeSums[PairedGroup.PROVOKED.size()];
    private final long[][] controlRates;

    EffectSums(int models) {
        groups = new TrialSums(models);
        asked = new long[models];
        controlRates = new long[PairedGroup.PROVOKED.size()][models];
    }

    /// Counts what a group now says of a model, in place of what it has said before.
    void recount(PairedGroup group, int model) {
        set(group, model, group.hasAnswers(model), group.counts(model));
    }

    /// Takes back what a group has said of a model.
    void withdraw(PairedGroup group, int model) {
        set(group, model, false, false);
    }

    private void set(PairedGroup group, int model, boolean answered, boolean counts) {
        boolean wasInUse = group.isInUse();
        int more = (counts ? 1 : 0) - group.used[model];
        for (int label = 0; label < effects.length; label++) {
            int effect = counts ? group.effect(label, model) : 0;
            int controlRate = counts ? group.controlRate(label, model) : 0;
            int change = effect - group.effects(label)[model];
            if (effects[label] == null && change != 0) {
                effects[label] = new OutcomeSums(asked.length);
            }
            if (effects[label] != null) {
                effects[label].add(group.effects(label), group.used, model, change, more);
            }
            controlRates[label][model] += controlRate - group.controlRates(label)[model];
            group.keep(label, model, effect, controlRate);
        }
        groups.add(group.used, model, more);
        group.used[model] += more;
        asked[model] += (answered ? 1 : 0) - group.asked[model];
        group.asked[model] = answered ? 1 : 0;
        if (group.isInUse() != wasInUse) {
            groups.samples(wasInUse ? -1 : 1);
        }
    }

    /// Whether there are answers on both sides of any group.
    boolean isAsked() {
        return Arrays.stream(asked).anyMatch(number -> number > 0);
    }

    /// The sums of some labels, whether or not they were ever given here.
    List<EffectCounts> counts(EffectBasis basis, Collection<Label> labels) {
        List<EffectCounts> counts = new ArrayList<>();
        for (int i = 0; i < effects.length; i++) {
            Label label = PairedGroup.PROVOKED.get(i);
            if (labels.contains(label)) {
                OutcomeSums sums = effects[i] == null ? new OutcomeSums(asked.length) : effects[i];
                counts.add(new EffectCounts(label, basis, sums.counts(groups), asked, controlRates[i]));
            }
        }
        return counts;
    }
}
