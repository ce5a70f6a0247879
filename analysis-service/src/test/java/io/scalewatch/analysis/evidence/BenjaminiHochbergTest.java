package io.scalewatch.analysis.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BenjaminiHochbergTest {

    private static double[] logE(double... p) {
        return Arrays.stream(p).map(value -> -Math.log(value)).toArray();
    }

    /// The example of Benjamini and Hochberg's paper (1995): 15 p-values, of which 4 are rejected at 5 %.
    @Test
    void rejectsWhatThePaperRejects() {
        double[] p = {
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0
        };

        boolean[] rejected = BenjaminiHochberg.rejected(logE(p), 0.05);

        boolean[] theFirstFour = new boolean[p.length];
        Arrays.fill(theFirstFour, 0, 4, true);
        assertThat(rejected).containsExactly(theFirstFour);
    }

    @Test
    void stepsUp() {
        // The smaller one alone would not pass 0.025; that the larger one passes 0.05 carries it.
        assertThat(BenjaminiHochberg.rejected(logE(0.03, 0.04), 0.05)).containsExactly(true, true);
        assertThat(BenjaminiHochberg.rejected(logE(0.03, 0.06), 0.05)).containsExactly(false, false);
    }

    @Test
    void oneHypothesisIsRejectedAtTheLevelItself() {
        assertThat(BenjaminiHochberg.rejected(new double[] {Math.log(20.1)}, 0.05))
                .containsExactly(true);
        assertThat(BenjaminiHochberg.rejected(new double[] {Math.log(19.9)}, 0.05))
                .containsExactly(false);
        assertThat(BenjaminiHochberg.rejected(new double[0], 0.05)).isEmpty();
    }

    @Test
    void survivesExtremeValues() {
        double[] logE = {1e6, Double.NaN, Double.POSITIVE_INFINITY, -1e6, 0, Double.NEGATIVE_INFINITY};

        assertThat(BenjaminiHochberg.rejected(logE, 0.05)).containsExactly(true, false, true, false, false, false);
        assertThatThrownBy(() -> BenjaminiHochberg.rejected(logE, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BenjaminiHochberg.rejected(logE, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// e-BH (Wang and Ramdas 2022): reject the k largest where the k-th e-value is at least N / (k fdr).
    @Test
    void isEBenjaminiHochbergOnTheEValues() {
        SplittableRandom random = new SplittableRandom(9);
        for (int round = 0; round < 2000; round++) {
            double[] logE = random.doubles(1 + random.nextInt(30), -2, 8).toArray();
            double[] descending = Arrays.stream(logE)
                    .map(value -> -value)
                    .sorted()
                    .map(value -> -value)
                    .toArray();
            int rejections = 0;
            for (int k = 1; k <= logE.length; k++) {
                if (Math.exp(descending[k - 1]) >= logE.length / (k * 0.1)) {
                    rejections = k;
                }
            }

            assertThat(count(BenjaminiHochberg.rejected(logE, 0.1))).isEqualTo(rejections);
        }
    }

    @Test
    void thoseThatCannotBeRejectedMayBeLeftOut() {
        SplittableRandom random = new SplittableRandom(10);
        for (int round = 0; round < 2000; round++) {
            double[] all = random.doubles(1 + random.nextInt(30), -2, 8).toArray();
            double[] some =
                    Arrays.stream(all).filter(logE -> logE >= -Math.log(0.1)).toArray();

            assertThat(count(BenjaminiHochberg.rejected(some, all.length, 0.1)))
                    .isEqualTo(count(BenjaminiHochberg.rejected(all, 0.1)));
        }
    }

    private static int count(boolean[] rejected) {
        int count = 0;
        for (boolean one : rejected) {
            count += one ? 1 : 0;
        }
        return count;
    }

    @Test
    void aRunningMaximumOnlyGrowsAndWaitsForTheBurnIn() {
        RunningMaximum maximum = RunningMaximum.START.after(9, false);
        assertThat(maximum.logE()).isZero();
        assertThat(maximum.anytimeP()).isEqualTo(1);

        maximum = maximum.after(-3, true).after(3, true).after(1, true).after(Double.NaN, true);

        assertThat(maximum.logE()).isEqualTo(3);
        assertThat(maximum.anytimeP()).isCloseTo(Math.exp(-3), within(1e-15));
        assertThatThrownBy(() -> new RunningMaximum(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
