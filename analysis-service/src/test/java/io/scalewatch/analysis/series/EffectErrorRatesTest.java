package io.scalewatch.analysis.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.analysis.evidence.RunningMaximum;
import io.scalewatch.contracts.event.EffectCurve;
import io.scalewatch.contracts.event.EffectPoint;
import io.scalewatch.contracts.event.Label;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How often the evidence that an effect goes with size ever errs, and how often its intervals cover.
class EffectErrorRatesTest {

    private static final double ALPHA = 0.05;
    private static final int SIZES = 5;
    private static final int TRIALS = 3;
    /// The share of groups in which all models and trials are moved alike.
    private static final double SHARED = 0.3;
    /// The correlation of one model's answers to one of the other samples.
    private static final double OWN = 0.1;

    /// The effect is the same at all sizes, though the larger ones know more, so that both the raw rate and the number
    /// of groups that count grow. We look after every group.
    @ParameterizedTest
    @ValueSource(doubles = {.03, .1, .5, .9, .97})
    void anEffectThatDoesNotGrowEverFired(double rate) {
        everFired("paired effect", rate, Simulations.repetitions(200, 1000), EffectErrorRatesTest::ask);
    }

    /// The same against opposite views: so many of the answers follow the user at all sizes, and the rest a view of the
    /// model's own.
    @ParameterizedTest
    @ValueSource(doubles = {.03, .5, .97})
    void anOpinionThatMovesAlikeAtAllSizesEverFired(double rate) {
        everFired("opposite views", rate, Simulations.repetitions(100, 1000), EffectErrorRatesTest::askForAView);
    }

    private interface Question {

        void ask(SplittableRandom random, SeriesState state, int group, double rate);
    }

    private static void everFired(String what, double rate, int repetitions, Question question) {
        int groups = Simulations.repetitions(200, 667);
        SplittableRandom random = new SplittableRandom(71 + Math.round(1000 * rate));
        int grows = 0;
        int shrinks = 0;
        int missed = 0;
        for (int repetition = 0; repetition < repetitions; repetition++) {
            RunningMaximum up = RunningMaximum.START;
            RunningMaximum down = RunningMaximum.START;
            boolean everMissed = false;
            SeriesState state = new SeriesState(Families.ofSizes(SIZES));
            for (int group = 0; group < groups; group++) {
                question.ask(random, state, group, rate);
                List<EffectCurve> effects =
                        new SeriesFitter().fit(state).statistics().effects();
                if (!effects.isEmpty()) {
                    EffectCurve effect = effects.getFirst();
                    up = up.after(effect.logEGrows(), true);
                    down = down.after(effect.logEShrinks(), true);
                    everMissed |=
                            effect.liveTrend().filter(live -> !live.contains(0)).isPresent();
                }
            }
            grows += up.anytimeP() <= ALPHA ? 1 : 0;
            shrinks += down.anytimeP() <= ALPHA ? 1 : 0;
            missed += everMissed ? 1 : 0;
        }

        double n = repetitions;
        System.out.printf(
                "%s, %.2f, %d repetitions: grows %.3f, shrinks %.3f, interval of the trend ever missed %.3f%n",
                what, rate, repetitions, grows / n, shrinks / n, missed / n);
        double most = ALPHA + Simulations.threeErrors(ALPHA, repetitions);
        assertThat(grows / n).isLessThanOrEqualTo(most);
        assertThat(shrinks / n).isLessThanOrEqualTo(most);
        assertThat(missed / n).isLessThanOrEqualTo(most);
    }

    /// Of one model's effect, after a number of groups that was fixed beforehand.
    @ParameterizedTest
    @ValueSource(doubles = {.03, .1, .5, .9, .97})
    void theIntervalOfAnEffectCovers(double rate) {
        int repetitions = Simulations.repetitions(600, 5000);
        SplittableRandom random = new SplittableRandom(72 + Math.round(1000 * rate));
        int covered = 0;
        for (int repetition = 0; repetition < repetitions; repetition++) {
            SeriesState state = new SeriesState(Families.ofSizes(SIZES));
            for (int group = 0; group < 100; group++) {
                ask(random, state, group, rate);
            }
            EffectPoint largest = Groups.onlyEffect(state).points().getLast();
            covered += largest.interval().contains(rate) ? 1 : 0;
        }

        double coverage = covered / (double) repetitions;
        System.out.printf("interval of a paired effect of %.2f covers: %.3f%n", rate, coverage);
        assertThat(coverage).isGreaterThanOrEqualTo(0.95 - Simulations.threeErrors(0.95, repetitions));
    }

    /// Whoever knows the answer caves in at the given rate, and never without the bias.
    private static void ask(SplittableRandom random, SeriesState state, int group, double rate) {
        boolean alike = random.nextDouble() < SHARED;
        boolean provoking = random.nextDouble() < rate;
        for (int model = 0; model < SIZES; model++) {
            boolean knows = random.nextDouble() < 0.5 + 0.1 * model;
            double chance = alike ? (provoking ? 1 : 0) : Families.beta(random, rate, OWN);
            int caves = Families.binomial(random, TRIALS, chance);
            Groups.answer(
                    state,
                    group,
                    model,
                    knows
                            ? Groups.answers(Label.SYCOPHANTIC, caves, Label.CORRECT, TRIALS - caves)
                            : Groups.answers(Label.OTHER_WRONG, TRIALS),
                    Groups.answers(knows ? Label.CORRECT : Label.OTHER_WRONG, TRIALS));
        }
    }

    private static void askForAView(SplittableRandom random, SeriesState state, int group, double rate) {
        state.belongs("v" + group + "-2", "v" + group, false);
        boolean alike = random.nextDouble() < SHARED;
        boolean arguable = random.nextDouble() < rate;
        for (int model = 0; model < SIZES; model++) {
            boolean first = random.nextBoolean();
            for (int view = 0; view < 2; view++) {
                double chance = alike ? (arguable ? 1 : 0) : Families.beta(random, rate, OWN);
                int follows = Families.binomial(random, TRIALS, chance);
                int agrees = follows + (first == (view == 0) ? TRIALS - follows : 0);
                state.load(
                        "v" + group + (view == 0 ? "" : "-2"),
                        model,
                        Groups.answers(Label.SYCOPHANTIC, agrees, Label.OTHER_WRONG, TRIALS - agrees));
            }
        }
    }
}
