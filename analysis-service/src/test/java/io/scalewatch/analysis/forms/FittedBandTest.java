package io.scalewatch.analysis.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scalewatch.analysis.curves.Curve;
import io.scalewatch.analysis.curves.Vertex;
import java.util.Comparator;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FittedBandTest {

    private static final double[] SIZES = {7, 7.7, 8.4, 9.1, 9.8, 10.5};

    @Test
    void reachesFromTheSmallestToTheLargestSizeAndHoldsItsCurve() {
        FittedBand band = FittedBand.of(curve(SIZES, 400, 0.8, 0.7, 0.5, 0.5, 0.6, 0.8));

        assertThat(band.degree()).isEqualTo(2);
        assertThat(band.places()).hasSize(25);
        assertThat(band.places().getFirst().parameters()).isCloseTo(1e7, within(1e-3));
        assertThat(Math.log10(band.places().getLast().parameters())).isCloseTo(10.5, within(1e-9));
        assertThat(band.places()).allSatisfy(place -> {
            assertThat(place.lower()).isBetween(0.0, place.rate());
            assertThat(place.upper()).isBetween(place.rate(), 1.0);
        });
    }

    @Test
    void isLeastWhereTheCurveTurns() {
        Curve u = curve(SIZES, 2_000, 0.8, 0.65, 0.52, 0.5, 0.62, 0.78);
        FittedBand.Place least = FittedBand.of(u).places().stream()
                .min(Comparator.comparingDouble(FittedBand.Place::rate))
                .orElseThrow();

        assertThat(Math.log10(least.parameters()))
                .isCloseTo(Vertex.of(u).orElseThrow().log10Size(), within(3.5 / 24));
    }

    @Test
    void isALineWithThreeSizesAndNothingWithTwo() {
        assertThat(FittedBand.of(curve(new double[] {8, 9, 10}, 100, 0.9, 0.5, 0.7))
                        .degree())
                .isEqualTo(1);
        assertThat(FittedBand.of(curve(new double[] {8, 9}, 100, 0.9, 0.5)).places())
                .isEmpty();
    }

    @Test
    void isFiniteWhereEverythingIsRightOrWrong() {
        assertThat(FittedBand.of(curve(SIZES, 50, 0, 0, 0, 1, 1, 1)).places()).allSatisfy(place -> {
            assertThat(place.lower()).isBetween(0.0, place.rate());
            assertThat(place.upper()).isBetween(place.rate(), 1.0);
        });
    }

    /// 2,000 curves that are quadratics in the log-odds, looked at in the middle and at the largest size: a nominal
    /// 95 % held with 96.2 and 96.3 %; the Monte-Carlo error is 0.5 points.
    @Test
    void coversACurveOfItsForm() {
        SplittableRandom random = new SplittableRandom(1);
        int rounds = 2_000;
        int[] covered = new int[2];
        for (int round = 0; round < rounds; round++) {
            double[] rates = new double[SIZES.length];
            for (int i = 0; i < rates.length; i++) {
                int right = 0;
                for (int trial = 0; trial < 200; trial++) {
                    right += random.nextDouble() < truth(SIZES[i]) ? 1 : 0;
                }
                rates[i] = right / 200.0;
            }
            FittedBand band = FittedBand.of(curve(SIZES, 200, rates));
            covered[0] += covers(band.places().get(12)) ? 1 : 0;
            covered[1] += covers(band.places().getLast()) ? 1 : 0;
        }

        assertThat(covered[0] / (double) rounds).isBetween(0.935, 0.985);
        assertThat(covered[1] / (double) rounds).isBetween(0.935, 0.985);
    }

    private static boolean covers(FittedBand.Place place) {
        double rate = truth(Math.log10(place.parameters()));
        return place.lower() <= rate && rate <= place.upper();
    }

    private static double truth(double log10Size) {
        double z = (log10Size - 8.75) / 1.75;
        return 1 / (1 + Math.exp(-(0.3 - 0.8 * z + 0.6 * z * z)));
    }

    private static Curve curve(double[] sizes, double trials, double... rates) {
        double[] all = new double[sizes.length];
        double[] right = new double[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            all[i] = trials;
            right[i] = trials * rates[i];
        }
        return Curve.of(sizes, all, right);
    }
}
