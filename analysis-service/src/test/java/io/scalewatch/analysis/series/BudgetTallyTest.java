package io.scalewatch.analysis.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.analysis.topology.Scores;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ServedBy;
import io.scalewatch.contracts.event.Shape;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BudgetTallyTest {

    private static final UUID RUN = new UUID(0, 7);
    private static final int SAMPLES = 200;

    private final BudgetTally tally = new BudgetTally();
    private long index;

    @Test
    void accuracyThatFallsWithTheBudgetIsInverseScalingOfThatVersion() {
        count(0, 1_024, 0.9);
        count(0, 4_096, 0.7);
        count(0, 16_384, 0.45);
        count(1, 1_024, 0.6);
        count(1, 16_384, 0.6);

        BudgetAxis axis = tally.axis();

        assertThat(axis.versions()).extracting(BudgetAxis.OfVersion::model).containsExactly("aurora-0", "aurora-1");
        BudgetAxis.OfVersion falling = axis.versions().getFirst();
        assertThat(falling.shape()).isEqualTo(Shape.INVERSE);
        assertThat(falling.points()).extracting(BudgetAxis.Place::budget).containsExactly(1_024L, 4_096L, 16_384L);
        assertThat(falling.points()).extracting(BudgetAxis.Place::correct).containsExactly(180L, 140L, 90L);
        assertThat(falling.points()).extracting(BudgetAxis.Place::samples).containsOnly((long) SAMPLES);
        assertThat(falling.change().orElseThrow().interval().upper()).isNegative();
        assertThat(falling.parameters()).isEqualTo(Scores.SIZES.getFirst());
        assertThat(axis.versions().getLast().change().orElseThrow().change()).isZero();
    }

    @Test
    void whatWasAskedForWithoutABudgetIsOnNoCurve() {
        count(0, 1_024, 0.5);
        tally.count(Scores.labelled(RUN, index++, 0, Scores.model(0, "v1"), "q-1", Label.CORRECT));

        BudgetAxis axis = tally.axis();

        assertThat(axis.withoutBudget()).isEqualTo(1);
        assertThat(axis.versions()).hasSize(1);
        assertThat(axis.versions().getFirst().change()).isEmpty();
        assertThat(axis.versions().getFirst().points().getFirst().trials()).isEqualTo(SAMPLES);
    }

    private void count(int model, int budget, double accuracy) {
        ServedBy served = new ServedBy(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(budget));
        for (int sample = 0; sample < SAMPLES; sample++) {
            Label label = sample < Math.round(accuracy * SAMPLES) ? Label.CORRECT : Label.OTHER_WRONG;
            tally.count(Scores.labelled(RUN, index++, 0, Scores.model(model, "v1"), "q-" + sample, label)
                    .servedBy(served));
        }
    }
}
