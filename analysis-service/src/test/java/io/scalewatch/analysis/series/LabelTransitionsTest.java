package io.scalewatch.analysis.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.Label;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelTransitionsTest {

    private static int[] counts(Label... labels) {
        int[] counts = new int[Label.values().length];
        for (Label label : labels) {
            counts[label.ordinal()]++;
        }
        return counts;
    }

    @Test
    void ofSamplesThatWereAskedOnceItIsTheTable() {
        LabelTransitions transitions = LabelTransitions.of(
                Map.of(
                        "a", counts(Label.CORRECT),
                        "b", counts(Label.CORRECT),
                        "c", counts(Label.TRAP),
                        "gone", counts(Label.TRAP)),
                Map.of(
                        "a", counts(Label.CORRECT),
                        "b", counts(Label.OTHER_WRONG),
                        "c", counts(Label.CORRECT),
                        "new", counts(Label.CORRECT)));

        assertThat(transitions.compared()).isEqualTo(3);
        assertThat(transitions.changed()).isEqualTo(2);
        assertThat(transitions.unattributed()).isZero();
        assertThat(transitions.table())
                .isEqualTo(Map.of(
                        Label.CORRECT, Map.of(Label.CORRECT, 1L, Label.OTHER_WRONG, 1L),
                        Label.TRAP, Map.of(Label.CORRECT, 1L)));
    }

    @Test
    void severalTrialsOfASampleTellTheLeastThatHasChanged() {
        LabelTransitions oneGone = LabelTransitions.of(
                Map.of("a", counts(Label.TRAP, Label.TRAP, Label.TRAP)),
                Map.of("a", counts(Label.TRAP, Label.CORRECT, Label.REFUSED)));
        LabelTransitions ambiguous = LabelTransitions.of(
                Map.of("a", counts(Label.TRAP, Label.DISTRACTOR)), Map.of("a", counts(Label.CORRECT, Label.REFUSED)));
        LabelTransitions fewer =
                LabelTransitions.of(Map.of("a", counts(Label.TRAP, Label.TRAP)), Map.of("a", counts(Label.TRAP)));

        assertThat(oneGone.table())
                .isEqualTo(Map.of(Label.TRAP, Map.of(Label.TRAP, 1L, Label.CORRECT, 1L, Label.REFUSED, 1L)));
        assertThat(oneGone.changed()).isEqualTo(2);
        assertThat(ambiguous.changed()).isEqualTo(2);
        assertThat(ambiguous.unattributed()).isEqualTo(2);
        assertThat(ambiguous.table()).isEmpty();
        assertThat(fewer.compared()).isEqualTo(1);
        assertThat(fewer.changed()).isZero();
    }
}
