package io.scalewatch.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RateFunctionTest {

    private static final long TINY = 1_000;
    private static final long MIDDLE = 1_000_000_000;
    private static final long HUGE = 1_000_000_000_000_000L;

    @Test
    void aConstantIsTheSameForAll() {
        RateFunction function = new RateFunction.Constant(0.3);

        assertThat(function.at(TINY)).isEqualTo(function.at(HUGE)).isEqualTo(0.3);
    }

    @Test
    void aLogisticRisesAndAFallingOneFalls() {
        RateFunction rising = new RateFunction.Logistic(0.2, 0.8, 9, 0.5);
        RateFunction falling = new RateFunction.Falling(0.8, 0.2, 9, 0.5);

        assertThat(rising.at(TINY)).isCloseTo(0.2, within(1e-4));
        assertThat(rising.at(MIDDLE)).isCloseTo(0.5, within(1e-12));
        assertThat(rising.at(HUGE)).isCloseTo(0.8, within(1e-4));
        for (long size : new long[] {TINY, MIDDLE, 7 * MIDDLE, HUGE}) {
            assertThat(falling.at(size)).isCloseTo(1 - rising.at(size), within(1e-12));
        }
    }

    @Test
    void aUHasItsBottomAndAnInvertedUItsTop() {
        RateFunction u = new RateFunction.U(0.9, 0.1, 9, 0.5);
        RateFunction inverted = new RateFunction.InvertedU(0.1, 0.9, 9, 0.5);

        assertThat(u.at(TINY)).isCloseTo(0.9, within(1e-6));
        assertThat(u.at(MIDDLE)).isCloseTo(0.1, within(1e-12));
        assertThat(u.at(HUGE)).isCloseTo(0.9, within(1e-6));
        assertThat(u.at((long) Math.pow(10, 9.5))).isCloseTo(0.9 - 0.8 * Math.exp(-0.5), within(1e-6));
        assertThat(inverted.at(MIDDLE)).isCloseTo(0.9, within(1e-12));
        assertThat(inverted.at(HUGE)).isCloseTo(0.1, within(1e-6));
    }

    @Test
    void aStepJumpsAtItsSize() {
        RateFunction step = new RateFunction.Step(0.1, 0.9, 9);

        assertThat(step.at(MIDDLE - 1)).isEqualTo(0.1);
        assertThat(step.at(MIDDLE)).isEqualTo(0.9);
    }

    @Test
    void aTableKnowsItsSizesOnly() {
        RateFunction table = new RateFunction.Table(Map.of(MIDDLE, 0.25));

        assertThat(table.at(MIDDLE)).isEqualTo(0.25);
        assertThatIllegalArgumentException().isThrownBy(() -> table.at(TINY));
    }
}
