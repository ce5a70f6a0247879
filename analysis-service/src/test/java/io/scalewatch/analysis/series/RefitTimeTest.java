package io.scalewatch.analysis.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.Label;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One score counted and its series refitted, warm: at most 50 microseconds, of however many scores it is made.
class RefitTimeTest {

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
    private static final int BATCHES = 91;
    private static final int REFITS = 500;

    @ParameterizedTest
    @ValueSource(ints = {5, 8})
    void aRefitTakesMicroseconds(int sizes) {
        SplittableRandom random = new SplittableRandom(1);
        SeriesState state = new SeriesState(Families.ofSizes(sizes));
        double[] microseconds = new double[BATCHES];
        int score = 0;
        int points = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            long begun = CLOCK.getCurrentThreadCpuTime();
            for (int refit = 0; refit < REFITS; refit++) {
                int model = score % sizes;
                boolean correct = random.nextDouble() < 0.7 - 0.05 * model;
                state.count("sample-" + score / sizes % 500, model, correct ? Label.CORRECT : Label.DISTRACTOR);
                points += new SeriesFitter().fit(state).points().size();
                score++;
            }
            microseconds[batch] = (CLOCK.getCurrentThreadCpuTime() - begun) / 1e3 / REFITS;
        }
        // The first third warms up. A median of processor time: other work on the machine is not what is
        // measured.
        double[] warm = Arrays.copyOfRange(microseconds, BATCHES / 3, BATCHES);
        Arrays.sort(warm);
        double median = warm[warm.length / 2];

        System.out.printf("count and refit, %d sizes: %.1f us%n", sizes, median);
        assertThat(points).isPositive();
        assertThat(median).isLessThan(50);
    }
}
