package io.scalewatch.analysis.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogOnePlusTest {

    @Test
    void isTheLogarithmToFullPrecision() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 100_000; round++) {
            double x = Math.exp(random.nextDouble(-700, 700));
            double expected = Math.log1p(x);
            assertThat(LogOnePlus.value(x)).isCloseTo(expected, within(1e-15 * expected));
        }
        assertThat(LogOnePlus.value(0)).isZero();
        assertThat(LogOnePlus.value(-0.5)).isCloseTo(Math.log(0.5), within(1e-16));
    }
}
