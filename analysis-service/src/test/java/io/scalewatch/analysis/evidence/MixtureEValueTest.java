package io.scalewatch.analysis.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.hipparchus.analysis.integration.IterativeLegendreGaussIntegrator;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.Test;

class MixtureEValueTest {

    private static final double R = 100;

    @Test
    void isTheFormulaWhereThatCanBeComputed() {
        NormalDistribution normal = new NormalDistribution();
        for (double v : new double[] {0.1, 1, 50, 400, 5000}) {
            for (double effect : new double[] {-0.3, -0.05, 0, 0.02, 0.1, 0.25}) {
                double u = effect * v;
                double direct = 2
                        * Math.sqrt(R / (R + v))
                        * Math.exp(u * u / (2 * (R + v)))
                        * normal.cumulativeProbability(u / Math.sqrt(R + v));

                assertThat(MixtureEValue.logE(u, v, R)).isCloseTo(Math.log(direct), within(1e-9));
            }
        }
    }

    /// The likelihood ratio exp(theta U - theta^2 V / 2), averaged over the half-normal prior of theta.
    @Test
    void isTheMixtureOfLikelihoodRatios() {
        IterativeLegendreGaussIntegrator integrator = new IterativeLegendreGaussIntegrator(20, 1e-10, 1e-12);
        for (double v : new double[] {1, 30, 300}) {
            for (double u : new double[] {-20, -3, 0, 5, 30}) {
                double mixture = integrator.integrate(
                        1_000_000,
                        theta -> 2
                                * Math.sqrt(R / (2 * Math.PI))
                                * Math.exp(-theta * theta * R / 2 + theta * u - theta * theta * v / 2),
                        0,
                        2);

                assertThat(MixtureEValue.logE(u, v, R)).isCloseTo(Math.log(mixture), within(1e-6));
            }
        }
    }

    @Test
    void isFiniteAndGrowsWithTheEffectHoweverLarge() {
        for (double v : new double[] {1e-300, 1e-3, 1, 1e6, 1e12, 1e100}) {
            double before = Double.NEGATIVE_INFINITY;
            for (double effect : new double[] {-1, -0.5, -1e-3, 0, 1e-3, 0.5, 1}) {
                double logE = MixtureEValue.logE(effect * v, v, R);

                assertThat(logE).isFinite().isGreaterThanOrEqualTo(before);
                before = logE;
            }
        }
        assertThat(MixtureEValue.logE(0, 0, R)).isZero();
        // Deep in the other tail: -a^2 / 2 + log(Phi) would be minus infinity plus infinity.
        assertThat(MixtureEValue.logE(-1e9, 1e9, R)).isBetween(-20.0, -15.0);
    }

    @Test
    void isContinuousAtZero() {
        assertThat(MixtureEValue.logE(1e-12, 50, R)).isCloseTo(MixtureEValue.logE(-1e-12, 50, R), within(1e-12));
    }

    @Test
    void averagesToOneUnderTheNull() {
        SplittableRandom random = new SplittableRandom(3);
        double v = 60;
        int draws = 200_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < draws; i++) {
            double e = Math.exp(MixtureEValue.logE(Math.sqrt(v) * random.nextGaussian(), v, R));
            sum += e;
            squares += e * e;
        }
        double mean = sum / draws;
        double monteCarloError = Math.sqrt((squares / draws - mean * mean) / draws);

        assertThat(mean).isCloseTo(1, within(3 * monteCarloError));
        assertThat(monteCarloError).isLessThan(0.01);
    }
}
