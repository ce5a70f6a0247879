package io.scalewatch.analysis.series;

import io.scalewatch.contracts.event.Label;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// What became of the labels of one model's answers when they were scored anew: trials, compared sample by
/// sample.
///
/// Of a sample that was asked several times, only how often it got each label is known, so what is counted is
/// the least that can have changed.
///
/// @param compared trials that have a label on both sides
/// @param changed trials whose label is another one
/// @param unattributed of the changed ones, those of samples where more than one label went and more than one
/// came
/// @param table from the first label to the second, how often; the labels that stayed are its diagonal
public record LabelTransitions(long compared, long changed, long unattributed, Map<Label, Map<Label, Long>> table) {

    private static final Label[] LABELS = Label.values();

    public LabelTransitions {
        table = Collections.unmodifiableMap(new EnumMap<>(table));
    }

    /// @param from by sample, how often it got each label, by the ordinal of [Label]
    /// @param to the same, scored anew
    public static LabelTransitions of(Map<String, int[]> from, Map<String, int[]> to) {
        Tally tally = new Tally();
        from.forEach((sample, before) -> {
            int[] after = to.get(sample);
            if (after != null) {
                tally.add(before, after);
            }
        });
        return new LabelTransitions(tally.compared, tally.changed, tally.unattributed, tally.table);
    }

    private static final class Tally {

        private final Map<Label, Map<Label, Long>> table = new EnumMap<>(Label.class);
        private long compared;
        private long changed;
        private long unattributed;

        void add(int[] before, int[] after) {
            int[] gone = new int[LABELS.length];
            int[] come = new int[LABELS.length];
            long allGone = 0;
            long allCome = 0;
            int kindsGone = 0;
            int kindsCome = 0;
            for (int i = 0; i < LABELS.length; i++) {
                int stayed = Math.min(before[i], after[i]);
                count(i, i, stayed);
                compared += stayed;
                gone[i] = before[i] - stayed;
                come[i] = after[i] - stayed;
                allGone += gone[i];
                allCome += come[i];
                kindsGone += gone[i] > 0 ? 1 : 0;
                kindsCome += come[i] > 0 ? 1 : 0;
            }
            long moved = Math.min(allGone, allCome);
            compared += moved;
            changed += moved;
            if (allGone == allCome && (kindsGone == 1 || kindsCome == 1)) {
                for (int i = 0; i < LABELS.length; i++) {
                    for (int j = 0; j < LABELS.length; j++) {
                        // One of the two sides is a single label, so this is all that went from one to the other.
                        count(i, j, kindsGone == 1 ? (gone[i] > 0 ? come[j] : 0) : (come[j] > 0 ? gone[i] : 0));
                    }
                }
            } else {
                unattributed += moved;
            }
        }

        private void count(int from, int to, long times) {
            if (times > 0) {
                table.computeIfAbsent(LABELS[from], label -> new EnumMap<>(Label.class))
                        .merge(LABELS[to], times, Long::sum);
            }
        }
    }
}
