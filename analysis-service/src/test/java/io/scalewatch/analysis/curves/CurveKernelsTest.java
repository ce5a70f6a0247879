package io.scalewatch.analysis.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.scalewatch.contracts.event.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The small kernels: steps, dispersion, intervals, scaling.
class CurveKernelsTest {

    private static Curve curve(double[] n, double... k) {
        double[] x = new double[k.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = 8 + i;
        }
        return Curve.of(x, n, k);
    }

    /// The table that every textbook of multiple comparisons prints.
    @ParameterizedTest
    @CsvSource({"2, 2.7718", "3, 3.3145", "4, 3.6332", "5, 3.8577", "6, 4.0301", "8, 4.2863", "10, 4.4741"})
    void studentizedRange(int m, double critical) {
        assertThat(StudentizedRange.critical(m)).isCloseTo(critical, within(1e-4));
    }

    @Test
    void fiveSizesNeedSome1500TrialsEachToBeFlat() {
        double at1500 = StudentizedRange.critical(5) / Math.sqrt(2) * Math.sqrt(2 * 0.25 / 1500);

        assertThat(at1500).isCloseTo(0.05, within(0.0005));
    }

    @Test
    void aStepIsFoundWhereItIs() {
        double[] n = {100, 100, 100, 100, 100};
        Curve curve = curve(n, 10, 10, 90, 90, 90);

        StepFit sharp = StepFit.sharp(curve);

        assertThat(sharp.upward()).isTrue();
        assertThat(sharp.logLikelihood()).isCloseTo(OrderLikelihoods.of(curve).saturated(), within(1e-9));
        assertThat(StepFit.sharp(curve(n, 90, 90, 10, 10, 10)).upward()).isFalse();
    }

    @Test
    void aSoftStepHasOneModelBetweenItsLevels() {
        double[] n = {100, 100, 100, 100, 100};

        assertThat(StepFit.soft(curve(n, 10, 10, 50, 90, 90)).logLikelihood())
                .isCloseTo(OrderLikelihoods.of(curve(n, 10, 10, 50, 90, 90)).saturated(), within(1e-9));
        // A valley has no model in between.
        assertThat(StepFit.soft(curve(new double[] {100, 100, 100}, 50, 10, 50)).logLikelihood())
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void dispersionStaysBetweenNoneAndFiveThousandths() {
        double[] n = {1000, 1000, 1000, 1000, 1000};

        assertThat(Dispersion.estimate(curve(n, 500, 500, 500, 500, 500))).isLessThan(0.0005);
        assertThat(Dispersion.estimate(curve(n, 500, 900, 100, 900, 500))).isEqualTo(0.005);
        assertThat(Dispersion.estimate(curve(new double[] {1, 1, 1}, 0, 1, 0))).isZero();
        assertThat(Dispersion.estimate(curve(n, 0, 0, 0, 0, 0))).isBetween(0.0, 0.0005);
    }

    /// `rho = ((X + nu phi0) / (d + nu) - 1) / (nBar - 1)` with the Pearson statistic taken from the fit.
    @Test
    void dispersionIsShrunkTowardsItsPrior() {
        Curve curve = curve(new double[] {800, 900, 1000, 1100, 1200}, 420, 430, 520, 540, 640);
        double pearson = LogisticFit.of(curve, 2).pearson(curve);

        double expected = ((pearson + 4 * (1 + 999 * 0.0005)) / (2 + 4) - 1) / 999;

        assertThat(Dispersion.estimate(curve))
                .isCloseTo(expected, within(1e-12))
                .isGreaterThan(0);
    }

    @Test
    void effectiveCountsKeepTheRate() {
        Curve effective = curve(new double[] {1001, 1}, 500, 1).effective(0.002);

        assertThat(effective.trials(0)).isCloseTo(1001 / 3.0, within(1e-9));
        assertThat(effective.rate(0)).isCloseTo(500 / 1001.0, within(1e-12));
        assertThat(effective.trials(1)).isEqualTo(1);
    }

    @Test
    void sizesAreScaledToPlusMinusOne() {
        Curve curve = Curve.of(new double[] {7, 8, 11}, new double[] {1, 1, 1}, new double[] {0, 0, 0});

        assertThat(curve.z(0)).isEqualTo(-1);
        assertThat(curve.z(1)).isEqualTo(-0.5);
        assertThat(curve.z(2)).isEqualTo(1);
    }

    @Test
    void modelsOfOneSizeArePooled() {
        Curve pooled = Curve.of(new double[] {7, 8, 8}, new double[] {10, 20, 30}, new double[] {1, 2, 3})
                .pooledBySize();

        assertThat(pooled.points()).isEqualTo(2);
        assertThat(pooled.trials(1)).isEqualTo(50);
        assertThat(pooled.successes(1)).isEqualTo(5);
    }

    @Test
    void aCurveMustMakeSense() {
        double[] one = {1};
        assertThatThrownBy(() -> Curve.of(new double[] {8, 7}, new double[] {1, 1}, new double[] {0, 0}))
                .hasMessageContaining("ascending");
        assertThatThrownBy(() -> Curve.of(one, one, new double[] {2})).hasMessageContaining("successes");
        assertThatThrownBy(() -> Curve.of(one, new double[] {0}, new double[] {0}))
                .hasMessageContaining("trial");
        assertThatThrownBy(() -> LogisticFit.of(Curve.of(one, one, one), 1)).hasMessageContaining("sizes");
    }

    @Test
    void wilsonAtTheEnds() {
        assertThat(Wilson.interval(0, 0)).isEqualTo(new Interval(0, 1));
        assertThat(Wilson.interval(0, 50).lower()).isZero();
        assertThat(Wilson.interval(50, 50).upper()).isEqualTo(1);
        assertThat(Wilson.interval(0, 50).upper()).isCloseTo(0.0713, within(1e-4));
    }

    @Test
    void separatedDataReachTheSupremumOfTheLikelihood() {
        double[] n = {500, 500, 500, 500};

        assertThat(LogisticFit.of(curve(n, 0, 0, 500, 500), 1).logLikelihood()).isBetween(-1e-6, 0.0);
        assertThat(LogisticFit.of(curve(n, 0, 0, 0, 0), 2).logLikelihood()).isBetween(-1e-6, 0.0);
        assertThat(LogisticFit.of(curve(n, 500, 500, 500, 500), 1).logLikelihood())
                .isBetween(-1e-6, 0.0);
        assertThat(LogisticFit.of(curve(n, 0, 0, 250, 500), 1).logLikelihood()).isFinite();
    }
}
