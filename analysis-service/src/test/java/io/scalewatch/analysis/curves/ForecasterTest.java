package io.scalewatch.analysis.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecasterTest {

    private static final double[] SIZES = {7, 8, 9, 10, 11};

    private static Curve curve(int trials, double... rates) {
        double[] n = new double[rates.length];
        Arrays.fill(n, trials);
        double[] k = Arrays.stream(rates).map(r -> Math.round(r * trials)).toArray();
        return Curve.of(Arrays.copyOf(SIZES, rates.length), n, k);
    }

    @Test
    void aStraightCurveGoesOn() {
        Forecast forecast = new Forecaster(curve(100_000, .3, .4, .5, .6, .7), 0).at(12);

        assertThat(forecast.rate()).isBetween(.75, .82);
        assertThat(forecast.lower()).isBetween(.60, forecast.rate());
        assertThat(forecast.upper()).isBetween(forecast.rate(), .90);
        assertThat(forecast.rho()).isEqualTo(0.002);
    }

    @Test
    void aFlatCurveStaysAndTheFartherTheWider() {
        Forecaster forecaster = new Forecaster(curve(2000, .5, .5, .5, .5, .5), 0);

        assertThat(forecaster.at(12).rate()).isCloseTo(.5, within(1e-9));
        assertThat(forecaster.at(13).variance())
                .isGreaterThan(forecaster.at(11.3).variance());
    }

    @Test
    void isFiniteWhereNothingOrEverythingIsRight() {
        for (double rate : new double[] {0, 1}) {
            Forecast forecast = new Forecaster(curve(500, rate, rate, rate, rate), 0).at(12);
            assertThat(forecast.lower()).isBetween(0.0, 1.0);
            assertThat(forecast.upper()).isBetween(forecast.lower(), 1.0);
            assertThat(forecast.rate()).isCloseTo(rate, within(0.02));
        }
        Forecast separated = new Forecaster(curve(500, 0, 0, 1, 1), 0).at(12);
        assertThat(separated.variance()).isFinite();
        assertThatIllegalArgumentException().isThrownBy(() -> new Forecaster(curve(10, .5, .5), 0));
    }

    /// The next size of a curve that is straight in the log-odds, flat or bent, with models that lie off it by
    /// a dispersion of .002: nominal 90 %.
    @ParameterizedTest
    @ValueSource(ints = {200, 2000})
    void coversTheNextSize(int trials) {
        SplittableRandom random = new SplittableRandom(trials);
        DoubleUnaryOperator[] truths = {z -> 0.3, z -> 0.9 * z, z -> -0.5 - 0.7 * z, z -> -0.4 + 0.5 * z - 0.6 * z * z};
        int repetitions = 500;
        int covered = 0;
        for (DoubleUnaryOperator truth : truths) {
            for (int repetition = 0; repetition < repetitions; repetition++) {
                double[] k = new double[SIZES.length];
                double next = 0;
                for (int i = 0; i <= SIZES.length; i++) {
                    double mean = 1 / (1 + Math.exp(-truth.applyAsDouble((i - 2) / 2.0)));
                    // Of the latent rate, standard deviation sqrt(rho p (1 - p)).
                    double latent = Math.clamp(
                            mean + Math.sqrt(0.002 * mean * (1 - mean)) * random.nextGaussian(), 0.001, 0.999);
                    if (i == SIZES.length) {
                        next = latent;
                    } else {
                        for (int t = 0; t < trials; t++) {
                            k[i] += random.nextDouble() < latent ? 1 : 0;
                        }
                    }
                }
                double[] n = new double[SIZES.length];
                Arrays.fill(n, trials);
                Curve curve = Curve.of(SIZES, n, k);
                Forecast forecast = new Forecaster(curve, Dispersion.estimate(curve)).at(12);
                covered += forecast.lower() <= next && next <= forecast.upper() ? 1 : 0;
            }
        }
        double coverage = covered / (double) (repetitions * truths.length);

        System.out.printf("forecast coverage, %d trials: %.3f%n", trials, coverage);
        // Less 3 Monte-Carlo errors of .0067.
        assertThat(coverage).isGreaterThanOrEqualTo(0.90 - 0.0201);
    }
}
