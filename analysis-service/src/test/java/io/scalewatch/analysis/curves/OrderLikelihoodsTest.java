package io.scalewatch.analysis.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Pool-adjacent-violators against the best of all partitions into levels.
class OrderLikelihoodsTest {

    private enum Restriction {
        UP,
        DOWN,
        PEAK,
        VALLEY
    }

    @Test
    void areThoseOfTheBestPartition() {
        SplittableRandom random = new SplittableRandom(20261122);
        for (int round = 0; round < 2000; round++) {
            Curve curve = randomCurve(random);
            OrderLikelihoods order = OrderLikelihoods.of(curve);

            assertThat(order.up()).isCloseTo(best(curve, Restriction.UP), within(1e-9));
            assertThat(order.down()).isCloseTo(best(curve, Restriction.DOWN), within(1e-9));
            assertThat(order.peak()).isCloseTo(best(curve, Restriction.PEAK), within(1e-9));
            assertThat(order.valley()).isCloseTo(best(curve, Restriction.VALLEY), within(1e-9));
        }
    }

    @Test
    void areNestedAsTheRestrictionsAre() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 500; round++) {
            OrderLikelihoods order = OrderLikelihoods.of(randomCurve(random));

            assertThat(order.saturated()).isGreaterThanOrEqualTo(Math.max(order.peak(), order.valley()) - 1e-9);
            assertThat(Math.min(order.peak(), order.valley()))
                    .isGreaterThanOrEqualTo(Math.max(order.up(), order.down()) - 1e-9);
            assertThat(Math.min(order.up(), order.down())).isGreaterThanOrEqualTo(order.constant() - 1e-9);
        }
    }

    private static Curve randomCurve(SplittableRandom random) {
        int m = 1 + random.nextInt(7);
        double[] x = new double[m];
        double[] n = new double[m];
        double[] k = new double[m];
        for (int i = 0; i < m; i++) {
            x[i] = 7 + i;
            n[i] = 1 + random.nextInt(30);
            // All failures and all successes often enough to matter.
            k[i] = switch (random.nextInt(5)) {
                case 0 -> 0;
                case 1 -> n[i];
                default -> random.nextInt((int) n[i] + 1);
            };
        }
        return Curve.of(x, n, k);
    }

    private static double best(Curve curve, Restriction restriction) {
        int m = curve.points();
        double best = Double.NEGATIVE_INFINITY;
        for (int cuts = 0; cuts < 1 << (m - 1); cuts++) {
            double[] rates = new double[m];
            double logLikelihood = 0;
            int levels = 0;
            double n = 0;
            double k = 0;
            for (int i = 0; i < m; i++) {
                n += curve.trials(i);
                k += curve.successes(i);
                if (i == m - 1 || (cuts >> i & 1) == 1) {
                    rates[levels++] = k / n;
                    logLikelihood += (k > 0 ? k * Math.log(k / n) : 0) + (n > k ? (n - k) * Math.log(1 - k / n) : 0);
                    n = 0;
                    k = 0;
                }
            }
            if (obeys(rates, levels, restriction)) {
                best = Math.max(best, logLikelihood);
            }
        }
        return best;
    }

    private static boolean obeys(double[] rates, int levels, Restriction restriction) {
        boolean fell = false;
        boolean rose = false;
        for (int i = 1; i < levels; i++) {
            if (rates[i] > rates[i - 1]) {
                if (restriction == Restriction.DOWN || restriction == Restriction.PEAK && fell) {
                    return false;
                }
                rose = true;
            } else if (rates[i] < rates[i - 1]) {
                if (restriction == Restriction.UP || restriction == Restriction.VALLEY && rose) {
                    return false;
                }
                fell = true;
            }
        }
        return true;
    }
}
