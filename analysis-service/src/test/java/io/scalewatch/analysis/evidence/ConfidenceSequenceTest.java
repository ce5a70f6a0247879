package io.scalewatch.analysis.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scalewatch.contracts.event.Interval;
import java.util.SplittableRandom;
import org.hipparchus.special.Beta;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfidenceSequenceTest {

    /// `B(k + 1, n - k + 1) = p^k (1 - p)^(n - k) / alpha` at both ends.
    @Test
    void endsWhereTheFormulaSays() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 2000; round++) {
            double n = 1 + random.nextInt(round % 2 == 0 ? 30 : 20_000);
            double k = random.nextInt((int) n + 1);

            Interval interval = ConfidenceSequence.ofRate(k, n);

            assertThat(k / n).isBetween(interval.lower(), interval.upper());
            for (double end : new double[] {interval.lower(), interval.upper()}) {
                if (end > 0 && end < 1) {
                    double logLikelihood = k * Math.log(end) + (n - k) * Math.log1p(-end);
                    assertThat(logLikelihood - Math.log(0.05))
                            .as("k = %s, n = %s", k, n)
                            .isCloseTo(Beta.logBeta(k + 1, n - k + 1), within(1e-6));
                }
            }
            assertThat(interval.lower() == 0).isEqualTo(k == 0);
            assertThat(interval.upper() == 1).isEqualTo(k == n);
        }
    }

    @Test
    void isFiniteForHugeAndForEffectiveCounts() {
        assertThat(ConfidenceSequence.ofRate(0, 0)).isEqualTo(new Interval(0, 1));
        assertThat(ConfidenceSequence.ofRate(1e9, 2e9).lower()).isCloseTo(0.5, within(1e-3));
        assertThat(ConfidenceSequence.ofRate(1e9 - 1, 1e9).lower()).isBetween(0.9999, 1.0);
        assertThat(ConfidenceSequence.ofRate(0.5, 12.25).upper()).isBetween(0.04, 1.0);
    }

    /// Looked at after every one of 1,000 trials, the rate is ever outside in at most 5 % of all series.
    @ParameterizedTest
    @ValueSource(doubles = {.03, .1, .5, .9, .97})
    void coversAtAllLooksAtOnce(double rate) {
        int series = 1000;
        SplittableRandom random = new SplittableRandom(Math.round(100 * rate));
        int missed = 0;
        for (int s = 0; s < series; s++) {
            int k = 0;
            boolean everOutside = false;
            for (int n = 1; n <= 1000 && !everOutside; n++) {
                k += random.nextDouble() < rate ? 1 : 0;
                everOutside = n % 5 == 0 && !ConfidenceSequence.ofRate(k, n).contains(rate);
            }
            missed += everOutside ? 1 : 0;
        }

        System.out.printf("confidence sequence at %.2f ever missed: %.3f%n", rate, missed / (double) series);
        // And 3 Monte-Carlo errors of .0069.
        assertThat(missed / (double) series).isLessThanOrEqualTo(0.05 + 0.0207);
    }
}
