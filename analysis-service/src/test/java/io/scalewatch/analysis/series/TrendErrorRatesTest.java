package io.scalewatch.analysis.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.analysis.evidence.BenjaminiHochberg;
import io.scalewatch.analysis.evidence.RunningMaximum;
import io.scalewatch.contracts.event.Label;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Evidence looked at all the time: how often it ever errs, and how soon it finds what is there.
class TrendErrorRatesTest {

    private static final double ALPHA = 0.05;
    private static final int SIZES = 5;
    /// The share of samples that are answered alike by all models and in all trials, except by models of
    /// different rates.
    private static final double SHARED = 0.3;
    /// The correlation of one model's answers to one of the other samples.
    private static final double OWN = 0.1;

    /// Samples are asked of every size, three times each; we look after every sample.
    @ParameterizedTest
    @ValueSource(doubles = {.03, .1, .5, .9, .97})
    void flatSeriesEverFired(double baseRate) {
        int repetitions = Simulations.repetitions(200, 1000);
        int samples = Simulations.repetitions(150, 667);
        SplittableRandom random = new SplittableRandom(Math.round(1000 * baseRate));
        int inverse = 0;
        int positive = 0;
        for (int repetition = 0; repetition < repetitions; repetition++) {
            RunningMaximum falls = RunningMaximum.START;
            RunningMaximum rises = RunningMaximum.START;
            SeriesState state = new SeriesState(Families.ofSizes(SIZES));
            for (int sample = 0; sample < samples; sample++) {
                ask(random, state, sample, 3, z -> baseRate);
                SeriesFit fit = new SeriesFitter().fit(state);
                falls = falls.after(fit.evidence().logEInverse(), fit.pastBurnIn());
                rises = rises.after(fit.evidence().logEPositive(), fit.pastBurnIn());
            }
            inverse += falls.anytimeP() <= ALPHA ? 1 : 0;
            positive += rises.anytimeP() <= ALPHA ? 1 : 0;
        }

        System.out.printf(
                "ever fired at base rate %.2f: inverse %.3f, positive %.3f, Monte-Carlo error %.3f%n",
                baseRate,
                inverse / (double) repetitions,
                positive / (double) repetitions,
                Simulations.threeErrors(ALPHA, repetitions) / 3);
        double bound = ALPHA + Simulations.threeErrors(ALPHA, repetitions);
        assertThat(inverse / (double) repetitions).isLessThanOrEqualTo(bound);
        assertThat(positive / (double) repetitions).isLessThanOrEqualTo(bound);
    }

    /// Median trials per size to find a fall of 20 points from end to end: 65.
    @Test
    void twentyPointsAreFoundSoon() {
        int repetitions = Simulations.repetitions(400, 2000);
        SplittableRandom random = new SplittableRandom(20);
        int[] needed = new int[repetitions];
        for (int repetition = 0; repetition < repetitions; repetition++) {
            SeriesState state = new SeriesState(Families.ofSizes(SIZES));
            RunningMaximum falls = RunningMaximum.START;
            int sample = 0;
            while (falls.anytimeP() > ALPHA && sample < 1000) {
                for (int model = 0; model < SIZES; model++) {
                    double rate = 0.6 - 0.2 * model / (SIZES - 1);
                    state.count("s" + sample, model, random.nextDouble() < rate ? Label.CORRECT : Label.TRAP);
                }
                SeriesFit fit = new SeriesFitter().fit(state);
                falls = falls.after(fit.evidence().logEInverse(), fit.pastBurnIn());
                sample++;
            }
            needed[repetition] = sample;
        }
        Arrays.sort(needed);

        System.out.printf("median trials per size to find 20 points: %d%n", needed[repetitions / 2]);
        assertThat(needed[repetitions / 2]).isLessThan(110);
    }

    /// 200 series, 40 of which lose 15 points; looked at every 10 samples up to 500 trials per size (200
    /// samples).
    @Test
    void falseDiscoveriesStayRareAndRealOnesAreMade() {
        int repetitions = Simulations.repetitions(4, 40);
        SplittableRandom random = new SplittableRandom(200);
        int series = 200;
        int inverse = 40;
        double falseShare = 0;
        int found = 0;
        for (int repetition = 0; repetition < repetitions; repetition++) {
            double[] logE = new double[series];
            for (int s = 0; s < series; s++) {
                double loss = s < inverse ? 0.15 : 0;
                SeriesState state = new SeriesState(Families.ofSizes(SIZES));
                RunningMaximum falls = RunningMaximum.START;
                for (int sample = 0; sample < 200; sample++) {
                    ask(random, state, sample, 2 + sample % 2, z -> 0.55 - loss * z / 2);
                    if (sample % 10 == 9) {
                        SeriesFit fit = new SeriesFitter().fit(state);
                        falls = falls.after(fit.evidence().logEInverse(), fit.pastBurnIn());
                    }
                }
                logE[s] = falls.logE();
            }
            boolean[] rejected = BenjaminiHochberg.rejected(logE, ALPHA);
            int real = 0;
            int all = 0;
            for (int s = 0; s < series; s++) {
                all += rejected[s] ? 1 : 0;
                real += rejected[s] && s < inverse ? 1 : 0;
            }
            falseShare += all == 0 ? 0 : (all - real) / (double) all;
            found += real;
        }

        double rate = falseShare / repetitions;
        double power = found / (double) (inverse * repetitions);
        System.out.printf("false discovery rate %.3f, power %.3f, %d repetitions%n", rate, power, repetitions);
        assertThat(rate).isLessThanOrEqualTo(ALPHA);
        assertThat(power).isGreaterThanOrEqualTo(0.95 - Simulations.threeErrors(0.95, inverse * repetitions));
    }

    /// Asks every size the same sample: its difficulty is shared, what a model makes of it is the model's own.
    private static void ask(
            SplittableRandom random, SeriesState state, int sample, int trials, DoubleUnaryOperator rate) {
        boolean alike = random.nextDouble() < SHARED;
        double difficulty = random.nextDouble();
        for (int model = 0; model < SIZES; model++) {
            double mean = rate.applyAsDouble(2.0 * model / (SIZES - 1) - 1);
            double chance = alike ? (difficulty < mean ? 1 : 0) : Families.beta(random, mean, OWN);
            int right = Families.binomial(random, trials, chance);
            state.load("s" + sample, model, new int[] {right, trials - right});
        }
    }
}
