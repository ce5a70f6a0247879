package io.scalewatch.analysis.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChiBarTest {

    /// The critical values of the design page, q = 3..8.
    @ParameterizedTest
    @CsvSource({
        "0.05, 3, 4.577", "0.05, 4, 6.175", "0.05, 5, 7.665", "0.05, 6, 9.095", "0.05, 7, 10.485", "0.05, 8, 11.846",
        "0.01, 3, 7.672", "0.01, 4, 9.564", "0.01, 5, 11.305", "0.01, 6, 12.958", "0.01, 7, 14.55", "0.01, 8, 16.098"
    })
    void hasTheKnownCriticalValues(double level, int q, double critical) {
        double low = 0;
        double high = 100;
        while (high - low > 1e-9) {
            double middle = (low + high) / 2;
            if (ChiBar.pValue(middle, q) > level) {
                low = middle;
            } else {
                high = middle;
            }
        }
        // Half of the last printed digit.
        assertThat(low).isCloseTo(critical, within(0.00051));
    }

    @Test
    void isTheMixtureOfChiSquaredTails() {
        for (int q = 1; q <= 20; q++) {
            for (double t : new double[] {1e-12, 0.1, 1, 3.3, 17, 60, 300}) {
                double mixture = 0;
                for (int l = 1; l < q; l++) {
                    mixture += ChiBar.weights(q)[l] * RegularizedGamma.Q.value((q - l) / 2.0, t / 2);
                }
                assertThat(ChiBar.pValue(t, q)).isCloseTo(mixture, within(1e-12 * Math.max(mixture, 1e-290)));
            }
        }
    }

    @Test
    void weighsByStirlingNumbersOfTheFirstKind() {
        // |s(5, l)| = 24, 50, 35, 10, 1
        assertThat(ChiBar.weights(5))
                .containsExactly(
                        new double[] {0, 24 / 120.0, 50 / 120.0, 35 / 120.0, 10 / 120.0, 1 / 120.0}, within(1e-15));
        for (int q : new int[] {1, 2, 8, 64, 100}) {
            double sum = 0;
            for (double weight : ChiBar.weights(q)) {
                sum += weight;
            }
            assertThat(sum).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void isCertainWhereNothingIsLost() {
        assertThat(ChiBar.pValue(0, 4)).isEqualTo(1);
        assertThat(ChiBar.pValue(-1e-12, 4)).isEqualTo(1);
        assertThat(ChiBar.pValue(1e6, 7)).isZero();
        assertThatThrownBy(() -> ChiBar.pValue(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
