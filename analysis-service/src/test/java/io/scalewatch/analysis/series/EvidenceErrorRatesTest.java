package io.scalewatch.analysis.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.analysis.evidence.BenjaminiHochberg;
import io.scalewatch.analysis.evidence.PairedEvidence;
import io.scalewatch.analysis.evidence.RunningMaximum;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.Finding;
import io.scalewatch.contracts.event.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Evidence looked at all the time: how often it ever errs, and how soon it finds what is there.
class EvidenceErrorRatesTest {

    private static final double ALPHA = 0.05;
    private static final int SIZES = 5;
    /// The share of samples that are answered alike by all models and in all trials, except by models of
    /// different rates.
    private static final double SHARED = 0.3;
    /// The correlation of one model's answers to one of the other samples.
    private static final double OWN = 0.1;

    /// Samples are asked of every size, three times each; we look after every sample. No kind of finding is
    /// ever made more often than it may be.
    @ParameterizedTest
    @ValueSource(doubles = {.03, .1, .5, .9, .97})
    void flatSeriesEverFired(double baseRate) {
        int repetitions = Simulations.repetitions(200, 1000);
        int samples = Simulations.repetitions(150, 667);
        SplittableRandom random = new SplittableRandom(Math.round(1000 * baseRate));
        Map<String, Integer> everFired = new TreeMap<>();
        for (int repetition = 0; repetition < repetitions; repetition++) {
            Map<String, RunningMaximum> maxima = new HashMap<>();
            SeriesState state = new SeriesState(Families.ofSizes(SIZES));
            for (int sample = 0; sample < samples; sample++) {
                ask(random, state, sample, 3, z -> baseRate);
                SeriesFit fit = new SeriesFitter().fit(state);
                look(maxima, "positive", fit.evidence().logEPositive());
                fit.statistics().findings().forEach(f -> look(maxima, f.kind() + " " + f.subject(), f.logE()));
            }
            maxima.forEach((kind, max) -> everFired.merge(kind, max.anytimeP() <= ALPHA ? 1 : 0, Integer::sum));
        }

        System.out.printf(
                "ever fired at base rate %.2f, %d repetitions, Monte-Carlo error %.3f: %s%n",
                baseRate, repetitions, Simulations.threeErrors(ALPHA, repetitions) / 3, everFired);
        assertThat(everFired.keySet())
                .contains("inverse-scaling ", "u-turn ", "inverted-u ", "label-shift DISTRACTOR")
                .contains("below-forecast model-4", "unparsed-skew ", "positive");
        assertThat(everFired.values())
                .allSatisfy(fired -> assertThat(fired / (double) repetitions)
                        .isLessThanOrEqualTo(ALPHA + Simulations.threeErrors(ALPHA, repetitions)));
    }

    private static void look(Map<String, RunningMaximum> maxima, String kind, double logE) {
        maxima.merge(kind, RunningMaximum.START.after(logE, true), (max, now) -> max.after(logE, true));
    }

    /// The share of unanswered prompts is the same at all sizes.
    @ParameterizedTest
    @ValueSource(doubles = {.03, .1, .5, .9, .97})
    void equalSharesOfUnansweredPromptsEverFired(double share) {
        int repetitions = Simulations.repetitions(150, 1000);
        int samples = Simulations.repetitions(150, 667);
        SplittableRandom random = new SplittableRandom(7 + Math.round(1000 * share));
        int everFired = 0;
        for (int repetition = 0; repetition < repetitions; repetition++) {
            RunningMaximum max = RunningMaximum.START;
            SeriesState state = new SeriesState(Families.ofSizes(SIZES));
            for (int sample = 0; sample < samples; sample++) {
                boolean alike = random.nextDouble() < SHARED;
                boolean hard = random.nextDouble() < share;
                for (int model = 0; model < SIZES; model++) {
                    double chance = alike ? (hard ? 1 : 0) : Families.beta(random, share, OWN);
                    int unanswered = Families.binomial(random, 3, chance);
                    int[] labels = new int[Label.values().length];
                    labels[0] = 3 - unanswered;
                    labels[Label.UNPARSED.ordinal()] = unanswered;
                    state.load("s" + sample, model, labels);
                }
                Skew skew = Skew.of(state.models(), state.counts().unanswered());
                max = max.after(skew.finding().map(Finding::logE).orElse(0.0), true);
            }
            everFired += max.anytimeP() <= ALPHA ? 1 : 0;
        }

        System.out.printf("unparsed-skew ever fired at %.2f: %.3f%n", share, everFired / (double) repetitions);
        assertThat(everFired / (double) repetitions)
                .isLessThanOrEqualTo(ALPHA + Simulations.threeErrors(ALPHA, repetitions));
    }

    /// The new version is as good as the last one, whose answers are all there; some samples are answered
    /// alike.
    @ParameterizedTest
    @CsvSource({".03, 1", ".1, 1", ".5, 1", ".9, 1", ".97, 1", ".03, 3", ".1, 3", ".5, 3", ".9, 3", ".97, 3"})
    void equalVersionsEverFired(double baseRate, int trials) {
        int repetitions = Simulations.repetitions(400, 2000);
        int samples = Simulations.repetitions(300, 2000);
        SplittableRandom random = new SplittableRandom(trials + Math.round(1000 * baseRate));
        int everFired = 0;
        for (int repetition = 0; repetition < repetitions; repetition++) {
            RunningMaximum max = RunningMaximum.START;
            PairedAnswers paired = new PairedAnswers();
            for (int sample = 0; sample < samples; sample++) {
                double chance = random.nextDouble() < SHARED
                        ? (random.nextDouble() < baseRate ? 1 : 0)
                        : Families.beta(random, baseRate, OWN);
                int before = Families.binomial(random, trials, chance);
                paired.count(trials, before, trials, Families.binomial(random, trials, chance), 1);
                if (sample >= 19) {
                    max = max.after(PairedEvidence.of(paired.sorted()).logEWorse(), true);
                }
            }
            everFired += max.anytimeP() <= ALPHA ? 1 : 0;
        }

        System.out.printf(
                "version-regression ever fired at %.2f, %d trials: %.3f%n",
                baseRate, trials, everFired / (double) repetitions);
        assertThat(everFired / (double) repetitions)
                .isLessThanOrEqualTo(ALPHA + Simulations.threeErrors(ALPHA, repetitions));
    }

    /// Median trials per size to find a valley of 20 points: 150 were found when the method was chosen.
    @Test
    void aValleyOfTwentyPointsIsFoundSoon() {
        int repetitions = Simulations.repetitions(150, 2000);
        SplittableRandom random = new SplittableRandom(21);
        int[] needed = new int[repetitions];
        for (int repetition = 0; repetition < repetitions; repetition++) {
            SeriesState state = new SeriesState(Families.ofSizes(SIZES));
            double largest = 0;
            int sample = 0;
            while (largest < Math.log(1 / ALPHA) && sample < 1000) {
                for (int model = 0; model < SIZES; model++) {
                    double z = 2.0 * model / (SIZES - 1) - 1;
                    double rate = 0.5 + 0.2 * z * z;
                    state.count("s" + sample, model, random.nextDouble() < rate ? Label.CORRECT : Label.TRAP);
                }
                largest = new SeriesFitter()
                        .fit(state).statistics().findings().stream()
                                .filter(f -> f.kind() == AlertKind.U_TURN)
                                .mapToDouble(Finding::logE)
                                .max()
                                .orElse(0);
                sample++;
            }
            needed[repetition] = sample;
        }
        Arrays.sort(needed);

        System.out.printf("median trials per size to find a valley of 20 points: %d%n", needed[repetitions / 2]);
        assertThat(needed[repetitions / 2]).isLessThan(250);
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

    /// The same with new versions at random: an epoch lasts 100 to 300 samples, its successor begins from
    /// nothing and is a hypothesis more. All epochs so far are decided together every 10 samples, and what is
    /// rejected stays so.
    @Test
    void falseDiscoveriesStayRareThoughEpochsOpenAtRandom() {
        int repetitions = Simulations.repetitions(2, 40);
        SplittableRandom random = new SplittableRandom(201);
        double falseShare = 0;
        int found = 0;
        int findable = 0;
        for (int repetition = 0; repetition < repetitions; repetition++) {
            List<OpenEpoch> epochs = new ArrayList<>();
            OpenEpoch[] present = new OpenEpoch[200];
            for (int step = 0; step < 40; step++) {
                for (int s = 0; s < present.length; s++) {
                    if (present[s] == null || present[s].isOver()) {
                        present[s] = new OpenEpoch(s < 40, random.nextInt(10, 31));
                        epochs.add(present[s]);
                    }
                    present[s].step(random);
                }
                boolean[] rejected = BenjaminiHochberg.rejected(
                        epochs.stream().mapToDouble(e -> e.falls.logE()).toArray(), ALPHA);
                for (int e = 0; e < rejected.length; e++) {
                    epochs.get(e).alert |= rejected[e];
                }
            }
            long all = epochs.stream().filter(e -> e.alert).count();
            long wrong = epochs.stream().filter(e -> e.alert && !e.inverse).count();
            falseShare += all == 0 ? 0 : wrong / (double) all;
            for (OpenEpoch epoch : epochs) {
                boolean long500 = epoch.inverse && epoch.samples >= 200;
                findable += long500 ? 1 : 0;
                found += long500 && epoch.alert ? 1 : 0;
            }
        }

        double rate = falseShare / repetitions;
        double power = found / (double) findable;
        System.out.printf(
                "with epochs: false discovery rate %.3f, power %.3f of %d epochs, %d repetitions%n",
                rate, power, findable, repetitions);
        assertThat(rate).isLessThanOrEqualTo(ALPHA);
        assertThat(power).isGreaterThanOrEqualTo(0.95 - Simulations.threeErrors(0.95, findable));
    }

    /// One set of versions of a series that loses 15 points, or nothing.
    private static final class OpenEpoch {
        private final boolean inverse;
        private final int steps;
        private final SeriesState state = new SeriesState(Families.ofSizes(SIZES));
        private RunningMaximum falls = RunningMaximum.START;
        private int samples;
        private boolean alert;

        OpenEpoch(boolean inverse, int steps) {
            this.inverse = inverse;
            this.steps = steps;
        }

        boolean isOver() {
            return samples >= 10 * steps;
        }

        void step(SplittableRandom random) {
            double loss = inverse ? 0.15 : 0;
            for (int i = 0; i < 10; i++) {
                ask(random, state, samples, 2 + samples % 2, z -> 0.55 - loss * z / 2);
                samples++;
            }
            SeriesFit fit = new SeriesFitter().fit(state);
            falls = falls.after(fit.evidence().logEInverse(), fit.pastBurnIn());
        }
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
