package io.scalewatch.analysis.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.Label;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// How long it takes to count one score and to refit its series, with the curves of its labels, the paired
/// effects, forecasts and evidence. Asked for by name alone: it takes a minute and a half. [RefitTimeTest]
/// holds the bound in every build, on whatever machine.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RefitBenchmark {

    private static final double MOST_MICROSECONDS = 50;
    private static final int SAMPLES = 500;

    @Param({"5", "8"})
    public int sizes;

    /// Whether every other sample is the control of the one before it.
    @Param({"false", "true"})
    public boolean paired;

    private final SeriesFitter fitter = new SeriesFitter();
    private final SplittableRandom random = new SplittableRandom(1);
    private SeriesState state;
    private int scores;

    /// Every size has answered every sample.
    @Setup
    public void count() {
        state = new SeriesState(Families.ofSizes(sizes));
        for (int sample = 0; sample < SAMPLES; sample++) {
            if (paired) {
                state.belongs("sample-" + sample, "sample-" + sample / 2 * 2, sample % 2 == 1);
            }
        }
        for (int score = 0; score < SAMPLES * sizes; score++) {
            countNext();
        }
    }

    /// One after the other, on one thread.
    @Benchmark
    public SeriesFit countAndRefit() {
        countNext();
        return fitter.fit(state);
    }

    private void countNext() {
        int model = scores % sizes;
        boolean correct = random.nextDouble() < 0.7 - 0.05 * model;
        state.count("sample-" + scores / sizes % SAMPLES, model, correct ? Label.CORRECT : Label.DISTRACTOR);
        scores++;
    }

    @Test
    void aRefitTakesAtMost50Microseconds() throws RunnerException {
        var results = new Runner(new OptionsBuilder()
                        .include(RefitBenchmark.class.getName() + ".countAndRefit")
                        .build())
                .run();

        assertThat(results)
                .hasSize(4)
                .allSatisfy(result ->
                        assertThat(result.getPrimaryResult().getScore()).isLessThan(MOST_MICROSECONDS));
    }
}
