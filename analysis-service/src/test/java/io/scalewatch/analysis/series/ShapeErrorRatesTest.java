package io.scalewatch.analysis.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.Shape;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How often the classifier errs, against the rates that the method was chosen for: those rates, found with 2,000
/// repetitions, and 3 Monte-Carlo errors of either side.
class ShapeErrorRatesTest {

    private static final int DESIGN_REPETITIONS = 2000;
    private static final Set<Shape> FLAT = EnumSet.of(Shape.FLAT, Shape.INCONCLUSIVE);
    private static final Set<Shape> BENT = EnumSet.of(Shape.U_SHAPED, Shape.INVERTED_U, Shape.IRREGULAR);

    @ParameterizedTest
    @CsvSource({
        "5,  200, 0.000, .009", "5,  200, 0.002, .029", "5,  200, 0.005, .068",
        "5, 1000, 0.000, .003", "5, 1000, 0.002, .074", "5, 1000, 0.005, .166",
        "5, 5000, 0.000, .000", "5, 5000, 0.002, .108", "5, 5000, 0.005, .254",
        "8, 1000, 0.000, .002", "8, 1000, 0.002, .030", "8, 1000, 0.005, .076",
        "8, 5000, 0.000, .000", "8, 5000, 0.002, .053", "8, 5000, 0.005, .106"
    })
    void flatCurvesCalledNonFlat(int sizes, int trials, double dispersion, double designRate) {
        int repetitions = Simulations.repetitions(trials == 5000 ? 200 : 400, DESIGN_REPETITIONS);
        SplittableRandom random = new SplittableRandom(31 * sizes + trials);
        int nonFlat = 0;
        for (int repetition = 0; repetition < repetitions; repetition++) {
            Shape shape = shapeOf(random, sizes, trials, dispersion, z -> 0.5);
            nonFlat += FLAT.contains(shape) ? 0 : 1;
        }

        String cell = "%d sizes, n = %d, rho = %s".formatted(sizes, trials, dispersion);
        report("flat called non-flat, " + cell, nonFlat, repetitions);
        assertThat(nonFlat / (double) repetitions)
                .isLessThanOrEqualTo(designRate
                        + Simulations.threeErrors(designRate, DESIGN_REPETITIONS)
                        + Simulations.threeErrors(designRate, repetitions));
    }

    /// Balanced accuracy .921 and .994, monotone called non-monotone .006 and .004.
    @ParameterizedTest
    @CsvSource({"200, .921, .006", "1000, .994, .004"})
    void shapesAreFound(int trials, double designAccuracy, double designFalseBends) {
        int repetitions = Simulations.repetitions(400, 2000);
        SplittableRandom random = new SplittableRandom(trials);
        double balanced = 0;
        int bentMonotone = 0;
        Map<Truth, Double> accuracy = new EnumMap<>(Truth.class);
        for (Truth truth : Truth.values()) {
            int right = 0;
            for (int repetition = 0; repetition < repetitions; repetition++) {
                Shape shape = shapeOf(random, 5, trials, 0, truth.rate);
                right += truth.shapes.contains(shape) ? 1 : 0;
                bentMonotone += truth.monotone && BENT.contains(shape) ? 1 : 0;
            }
            accuracy.put(truth, right / (double) repetitions);
            balanced += right / (double) repetitions / Truth.values().length;
        }

        System.out.printf("balanced accuracy, n = %d: %.3f %s%n", trials, balanced, accuracy);
        int all = repetitions * Truth.values().length;
        assertThat(balanced).isGreaterThanOrEqualTo(designAccuracy - Simulations.threeErrors(designAccuracy, all));
        int monotone = 3 * repetitions;
        assertThat(bentMonotone / (double) monotone)
                .isLessThanOrEqualTo(designFalseBends + Simulations.threeErrors(designFalseBends, monotone));
    }

    private enum Truth {
        CONSTANT(z -> 0.5, false, Shape.FLAT, Shape.INCONCLUSIVE),
        UP(z -> 0.5 + 0.12 * z, true, Shape.POSITIVE, Shape.EMERGENT),
        DOWN(z -> 0.5 - 0.12 * z, true, Shape.INVERSE),
        U(z -> 0.4 + 0.2 * z * z, false, Shape.U_SHAPED),
        INVERTED_U(z -> 0.6 - 0.2 * z * z, false, Shape.INVERTED_U),
        SIGMOID(z -> 0.1 + 0.8 / (1 + Math.exp(-12 * (z - 0.2))), true, Shape.EMERGENT, Shape.POSITIVE);

        private final DoubleUnaryOperator rate;
        private final boolean monotone;
        private final Set<Shape> shapes;

        Truth(DoubleUnaryOperator rate, boolean monotone, Shape... shapes) {
            this.rate = rate;
            this.monotone = monotone;
            this.shapes = Set.of(shapes);
        }
    }

    /// FLAT is a proof: of models that differ by 6 points it is said hardly ever.
    @Test
    void whatIsNotFlatIsNotCalledFlat() {
        int repetitions = Simulations.repetitions(200, 2000);
        SplittableRandom random = new SplittableRandom(77);
        int flat = 0;
        for (int repetition = 0; repetition < repetitions; repetition++) {
            flat += shapeOf(random, 5, 3000, 0, z -> z > 0.9 ? 0.53 : z < -0.9 ? 0.47 : 0.5) == Shape.FLAT ? 1 : 0;
        }

        report("6 points called flat", flat, repetitions);
        assertThat(flat / (double) repetitions).isLessThanOrEqualTo(0.05);
    }

    private static Shape shapeOf(
            SplittableRandom random, int sizes, int trials, double dispersion, DoubleUnaryOperator rate) {
        long[] n = new long[sizes];
        long[] k = new long[sizes];
        Arrays.fill(n, trials);
        for (int i = 0; i < sizes; i++) {
            double z = 2.0 * i / (sizes - 1) - 1;
            k[i] = Families.binomial(random, trials, Families.beta(random, rate.applyAsDouble(z), dispersion));
        }
        return new SeriesFitter().fitIndependent(Families.ofSizes(sizes), k, n).shape();
    }

    private static void report(String what, int count, int repetitions) {
        double p = count / (double) repetitions;
        System.out.printf("%s: %.3f, Monte-Carlo error %.3f%n", what, p, Math.sqrt(p * (1 - p) / repetitions));
    }
}
