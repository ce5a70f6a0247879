package io.scalewatch.analysis.curves;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ShapeReasonTest {

    private static final double[] SIZES = {
        Math.log10(70e6), Math.log10(410e6), Math.log10(1.4e9), Math.log10(6.9e9), Math.log10(12e9)
    };

    private static String reason(int trials, long leastSamples, double... rates) {
        int m = rates.length;
        long[] n = new long[m];
        Arrays.fill(n, trials);
        long[] k = Arrays.stream(rates).mapToLong(r -> Math.round(r * trials)).toArray();
        Curve curve = Curve.of(
                Arrays.copyOf(SIZES, m),
                Arrays.stream(n).asDoubleStream().toArray(),
                Arrays.stream(k).asDoubleStream().toArray());
        Classification classification = ShapeClassifier.classify(curve, RateCovariance.independent(n, k), leastSamples);
        return ShapeReason.of(classification, curve, leastSamples);
    }

    @Test
    void saysFromWhereToWhereAndHowSure() {
        assertThat(reason(900, 900, .87, .82, .77, .70, .66))
                .startsWith("falls from 87 % at 70M to 66 % at 12B; no rise is proven (p = ")
                .contains("; BIC ")
                .endsWith(" below that of no change");
        assertThat(reason(900, 900, .50, .56, .62, .68, .74))
                .startsWith("rises from 50 % at 70M to 74 % at 12B; no fall");
        assertThat(reason(900, 900, .1, .1, .1, .9, .9))
                .startsWith("rises in one step from 10 % at 70M to 90 % at 12B");
        assertThat(reason(900, 900, .9, .9, .9, .1, .1))
                .startsWith("falls in one step from 90 % at 70M to 10 % at 12B");
        assertThat(reason(900, 900, .8, .6, .4, .6, .8))
                .isEqualTo("falls from 80 % at 70M to 40 % at 1.4B, then rises to 80 % at 12B;"
                        + " a fall and then a rise is proven (p < 0.001)");
        assertThat(reason(900, 900, .4, .6, .8, .6, .4)).contains("rises from 40 % at 70M to 80 % at 1.4B, then falls");
        assertThat(reason(900, 900, .1, .9, .1, .9, .1))
                .startsWith("turns more than once: neither one peak (p < 0.001)");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(reason(900, 900, .8, .5)).isEqualTo("2 of the 3 sizes that a shape needs have answers");
        assertThat(reason(19, 19, .8, .5, .2))
                .isEqualTo("19 of the 20 samples that a shape needs are seen by every size");
        assertThat(reason(400, 400, .50, .51, .49, .50, .50))
                .startsWith("no change is proven, and none of up to ")
                .endsWith(" points is excluded");
        assertThat(reason(9000, 9000, .50, .50, .50, .50, .50)).startsWith("no two sizes differ by more than ");
        assertThat(reason(900, 900, .8, .6, .4)).contains("too few sizes to prove a bend");
    }
}
