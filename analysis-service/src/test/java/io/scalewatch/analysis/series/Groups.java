package io.scalewatch.analysis.series;

import io.scalewatch.contracts.event.EffectCurve;
import io.scalewatch.contracts.event.Label;

/// Groups of samples for the tests.
final class Groups {

    private static final Label[] LABELS = Label.values();

    private Groups() {}

    /// A biased sample with its control, both answered by one model.
    static void answer(SeriesState state, int group, int model, int[] biased, int[] control) {
        state.belongs("c" + group, "b" + group, true);
        state.load("b" + group, model, biased);
        state.load("c" + group, model, control);
    }

    /// So often each of the labels, in pairs with their numbers.
    static int[] answers(Object... labelsAndNumbers) {
        int[] counts = new int[LABELS.length];
        for (int i = 0; i < labelsAndNumbers.length; i += 2) {
            counts[((Label) labelsAndNumbers[i]).ordinal()] += (int) labelsAndNumbers[i + 1];
        }
        return counts;
    }

    static EffectCurve onlyEffect(SeriesState state) {
        return new SeriesFitter().fit(state).statistics().effects().getFirst();
    }
}
