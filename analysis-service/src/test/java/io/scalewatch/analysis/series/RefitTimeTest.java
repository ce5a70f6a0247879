package io.scalewatch.analysis.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.Label;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One score counted and its series refitted, warm, of however many scores it is made: accuracy, the curves of two
/// labels, forecasts and evidence. Measured against 2,000 logarithms in the same run, because the processors of a
/// shared machine are now faster and now slower: where those take 11 microseconds, the bound is 50 and a refit of 5
/// sizes takes 21, one of 8 sizes 32.
class RefitTimeTest {

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
    private static final int BATCHES = 91;
    private static final int REFITS = 500;
    private static final int LOGARITHMS = 2_000;
    /// 50 microseconds, where the logarithms take 11.
    private static final double MOST = 4.5;

    @ParameterizedTest
    @CsvSource({"5, false", "8, false", "5, true", "8, true"})
    void aRefitTakesAtMost50Microseconds(int sizes, boolean paired) {
        SplittableRandom random = new SplittableRandom(1);
        SeriesState state = new SeriesState(Families.ofSizes(sizes));
        double[] microseconds = new double[BATCHES];
        double[] yardstick = new double[BATCHES];
        int score = 0;
        int points = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            long begun = CLOCK.getCurrentThreadCpuTime();
            for (int refit = 0; refit < REFITS; refit++) {
                int model = score % sizes;
                boolean correct = random.nextDouble() < 0.7 - 0.05 * model;
                int sample = score / sizes % 500;
                String name = "sample-" + sample;
                if (paired) {
                    // Every other one is the control of the one before it.
                    state.belongs(name, "sample-" + sample / 2 * 2, sample % 2 == 1);
                }
                state.count(name, model, correct ? Label.CORRECT : Label.DISTRACTOR);
                points += new SeriesFitter().fit(state).points().size();
                score++;
            }
            microseconds[batch] = (CLOCK.getCurrentThreadCpuTime() - begun) / 1e3 / REFITS;
            yardstick[batch] = logarithms(random);
        }
        double refit = warmMedian(microseconds);
        double logarithms = warmMedian(yardstick);

        System.out.printf(
                "count and refit, %d sizes%s: %.1f us, %d logarithms: %.1f us%n",
                sizes, paired ? ", with paired effects" : "", refit, LOGARITHMS, logarithms);
        assertThat(points).isPositive();
        assertThat(refit / logarithms).isLessThan(MOST);
    }

    /// The first third warms up. A median of processor time: other work on the machine is not what is measured.
    private static double warmMedian(double[] batches) {
        double[] warm = Arrays.copyOfRange(batches, BATCHES / 3, BATCHES);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }

    /// How long so many logarithms take, microseconds.
    private static double logarithms(SplittableRandom random) {
        double at = random.nextDouble();
        double sum = 0;
        long begun = CLOCK.getCurrentThreadCpuTime();
        for (int round = 0; round < 50; round++) {
            for (int i = 1; i <= LOGARITHMS; i++) {
                sum += Math.log(i + at);
            }
        }
        double microseconds = (CLOCK.getCurrentThreadCpuTime() - begun) / 1e3 / 50;
        assertThat(sum).isPositive();
        return microseconds;
    }
}
