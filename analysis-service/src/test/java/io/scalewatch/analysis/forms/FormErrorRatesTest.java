package io.scalewatch.analysis.forms;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.analysis.curves.Curve;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How often the 95 % intervals of the forms' parameters cover what the counts came from: six sizes over three
/// decades. Prints its table.
class FormErrorRatesTest {

    private static final double[] SIZES = {8, 8.6, 9.2, 9.8, 10.4, 11};
    private static final int REPETITIONS = "full".equals(System.getProperty("simulations")) ? 1000 : 100;
    /// Of a coverage of .95, three Monte-Carlo errors; and what is granted beside them to intervals that are
    /// asymptotic.
    private static final double THREE_ERRORS = 3 * Math.sqrt(0.95 * 0.05 / REPETITIONS);

    private static final double GRANTED = 0.03;

    record Truth(Form form, double[] values, DoubleUnaryOperator accuracy) {}

    static Stream<Truth> truths() {
        return Stream.of(
                new Truth(
                        Form.FALLING_ERROR,
                        new double[] {0.6, 0.4, 0.1},
                        x -> 0.9 - 0.6 * Math.pow(10, -0.4 * (x - 8))),
                new Truth(
                        Form.GROWING_ERROR,
                        new double[] {0.5, 0.5, 0.2},
                        x -> 0.8 - 0.5 * Math.pow(10, 0.5 * (x - 11))),
                new Truth(Form.FALLING_ACCURACY, new double[] {0.9, 0.15}, x -> 0.9 * Math.pow(10, -0.15 * (x - 8))),
                new Truth(
                        Form.SIGMOID, new double[] {0.1, 0.9, 4, 9.4}, x -> 0.1 + 0.8 / (1 + Math.exp(-4 * (x - 9.4)))),
                new Truth(Form.QUADRATIC_LOGIT, new double[] {-0.5, -0.6, 1.5}, x -> {
                    double z = (x - 9.5) / 1.5;
                    return 1 / (1 + Math.exp(-(-0.5 - 0.6 * z + 1.5 * z * z)));
                }));
    }

    @ParameterizedTest
    @MethodSource("truths")
    void intervalsCoverTheTruth(Truth truth) {
        for (int trials : new int[] {200, 2000}) {
            SplittableRandom random = new SplittableRandom(11);
            int[] covered = new int[truth.values().length];
            for (int repetition = 0; repetition < REPETITIONS; repetition++) {
                FittedForm fit = FormFitter.fit(truth.form(), counts(truth, trials, random));
                for (int j = 0; j < covered.length; j++) {
                    FittedForm.Parameter parameter = fit.parameters().get(j);
                    double value = truth.values()[j];
                    covered[j] += parameter.lower().map(lower -> lower <= value).orElse(true)
                                    && parameter
                                            .upper()
                                            .map(upper -> value <= upper)
                                            .orElse(true)
                            ? 1
                            : 0;
                }
            }
            StringBuilder row = new StringBuilder("%s, %d trials:".formatted(truth.form(), trials));
            FittedForm named = FormFitter.fit(truth.form(), counts(truth, trials, random));
            for (int j = 0; j < covered.length; j++) {
                double coverage = (double) covered[j] / REPETITIONS;
                row.append(String.format(
                        Locale.ROOT, " %s %.3f", named.parameters().get(j).name(), coverage));
                assertThat(coverage)
                        .as(
                                "%s, %d trials, %s",
                                truth.form(), trials, named.parameters().get(j).name())
                        .isGreaterThanOrEqualTo(0.95 - THREE_ERRORS - GRANTED);
            }
            System.out.println(row);
        }
    }

    private static Curve counts(Truth truth, int trials, SplittableRandom random) {
        double[] n = new double[SIZES.length];
        double[] k = new double[SIZES.length];
        for (int i = 0; i < n.length; i++) {
            n[i] = trials;
            double rate = truth.accuracy().applyAsDouble(SIZES[i]);
            for (int t = 0; t < trials; t++) {
                k[i] += random.nextDouble() < rate ? 1 : 0;
            }
        }
        return Curve.of(SIZES, n, k);
    }
}
