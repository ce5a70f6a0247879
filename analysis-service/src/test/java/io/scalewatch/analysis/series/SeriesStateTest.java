package io.scalewatch.analysis.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.scalewatch.analysis.curves.RateCovariance;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.CurveStatistics;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.LabelCurve;
import io.scalewatch.contracts.event.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeriesStateTest {

    private static final Label[] LABELS = Label.values();

    private record Score(String sample, int model, int trial, Label label) {

        /// What makes a score the same one, however often it arrives.
        List<Object> identity() {
            return List.of(sample, model, trial);
        }
    }

    private static List<Score> scores(SplittableRandom random, int models) {
        List<Score> scores = new ArrayList<>();
        int samples = 1 + random.nextInt(60);
        int trials = 1 + random.nextInt(3);
        for (int s = 0; s < samples; s++) {
            for (int m = 0; m < models; m++) {
                for (int t = 0; t < trials; t++) {
                    if (random.nextInt(8) > 0) {
                        Label label = random.nextBoolean() ? Label.CORRECT : LABELS[random.nextInt(LABELS.length)];
                        scores.add(new Score("sample-" + s, m, t, label));
                    }
                }
            }
        }
        return scores;
    }

    private static SeriesState counted(List<Score> scores, int models) {
        SeriesState state = new SeriesState(Families.ofSizes(models));
        scores.forEach(score -> state.count(score.sample(), score.model(), score.label()));
        return state;
    }

    private static SeriesState loaded(List<Score> scores, int models) {
        SeriesState state = new SeriesState(Families.ofSizes(models));
        Set<List<Object>> rows = new HashSet<>();
        for (Score row : scores) {
            if (rows.add(List.of(row.sample(), row.model()))) {
                int[] counts = new int[LABELS.length];
                for (Score score : scores) {
                    if (score.sample().equals(row.sample()) && score.model() == row.model()) {
                        counts[score.label().ordinal()]++;
                    }
                }
                state.load(row.sample(), row.model(), counts);
            }
        }
        return state;
    }

    private static List<Score> withoutDuplicates(List<Score> scores) {
        Set<List<Object>> seen = new HashSet<>();
        return scores.stream().filter(score -> seen.add(score.identity())).toList();
    }

    @Test
    void noOrderNoDuplicateAndNoReplayChangesAFit() {
        SplittableRandom random = new SplittableRandom(42);
        for (int round = 0; round < 150; round++) {
            // Given
            int models = 1 + random.nextInt(6);
            List<Score> scores = scores(random, models);
            SeriesFit fit = new SeriesFitter().fit(counted(scores, models));
            List<Score> replayed = new ArrayList<>(scores);
            replayed.addAll(scores.subList(0, scores.size() / 2));
            Collections.shuffle(replayed, new Random(random.nextLong()));

            // When
            List<Score> once = withoutDuplicates(replayed);
            SeriesFit again = new SeriesFitter().fit(counted(once, models));
            SeriesFit rebuilt = new SeriesFitter().fit(loaded(once, models));

            // Then: records compare doubles by their bits
            assertThat(again).isEqualTo(fit);
            assertThat(rebuilt).isEqualTo(fit);
        }
    }

    @Test
    void aRebuiltStateCountsOnAsIfNothingHadHappened() {
        SplittableRandom random = new SplittableRandom(43);
        List<Score> scores = scores(random, 5);
        int half = scores.size() / 2;
        SeriesState state = loaded(scores.subList(0, half), 5);

        scores.subList(half, scores.size()).forEach(s -> state.count(s.sample(), s.model(), s.label()));

        assertThat(new SeriesFitter().fit(state)).isEqualTo(new SeriesFitter().fit(counted(scores, 5)));
    }

    /// `Sigma_ij = sum over samples of (k_si - n_si p_i)(k_sj - n_sj p_j) / (n_i n_j) P / (P - 1)
    /// + 1{i = j} 0.25 / n_i^2`
    @Test
    void covarianceIsThatOfTheSamples() {
        SplittableRandom random = new SplittableRandom(44);
        int compared = 0;
        for (int round = 0; round < 200; round++) {
            int models = 2 + random.nextInt(5);
            List<Score> scores = scores(random, models);
            SeriesCounts counts = counted(scores, models).counts();
            int[] inUse = counts.inUse();
            if (counts.samplesWithAnswer() < 2) {
                continue;
            }

            RateCovariance sigma = counts.covariance(inUse);

            Set<String> samples = new HashSet<>();
            scores.stream().filter(s -> s.label().isAnswer()).forEach(s -> samples.add(s.sample()));
            for (int i = 0; i < inUse.length; i++) {
                for (int j = 0; j < inUse.length; j++) {
                    double expected = bruteForce(scores, samples, inUse[i], inUse[j]);
                    assertThat(sigma.get(i, j)).isCloseTo(expected, within(1e-12));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(1000);
    }

    /// The same of every label, of all labelled trials.
    @Test
    void everyLabelHasItsCurve() {
        SplittableRandom random = new SplittableRandom(45);
        int compared = 0;
        for (int round = 0; round < 60; round++) {
            int models = 2 + random.nextInt(4);
            List<Score> scores = scores(random, models);
            SeriesCounts counts = counted(scores, models).counts();
            for (Label label : LABELS) {
                long occurred = scores.stream().filter(s -> s.label() == label).count();
                assertThat(counts.byLabel().containsKey(label)).isEqualTo(label != Label.CORRECT && occurred > 0);
                OutcomeCounts sums = counts.byLabel().get(label);
                if (sums == null) {
                    continue;
                }
                for (int i = 0; i < models; i++) {
                    for (int j = 0; j < models; j++) {
                        long[] expected = sums(scores, label, i, j);
                        assertThat(new long[] {
                                    sums.successPairs()[i][j], sums.successTrialPairs()[i][j], sums.trialPairs()[i][j]
                                })
                                .containsExactly(expected);
                        compared++;
                    }
                }
                assertThat(sums.samples())
                        .isEqualTo(scores.stream().map(Score::sample).distinct().count());
            }
        }
        assertThat(compared).isGreaterThan(1000);
    }

    private static long[] sums(List<Score> scores, Label label, int i, int j) {
        long[] sums = new long[3];
        for (String sample : scores.stream().map(Score::sample).distinct().toList()) {
            long[] k = new long[2];
            long[] n = new long[2];
            for (Score score : scores) {
                for (int side = 0; side < 2; side++) {
                    if (score.sample().equals(sample) && score.model() == (side == 0 ? i : j)) {
                        n[side]++;
                        k[side] += score.label() == label ? 1 : 0;
                    }
                }
            }
            sums[0] += k[0] * k[1];
            sums[1] += k[0] * n[1];
            sums[2] += n[0] * n[1];
        }
        return sums;
    }

    @Test
    void whatHasNoAnswerIsCountedByItsSampleOnceThatIsKnown() {
        // Given: of three failures the sample of one is known, as after the first release
        SeriesState state = new SeriesState(Families.ofSizes(2));
        state.load("a", 0, new int[] {2, 0, 0, 0, 0, 1, 1}, 1);
        state.load("a", 1, new int[] {1}, 0);
        state.addFailures(0, 3);

        // When
        OutcomeCounts unanswered = state.counts().unanswered();

        // Then
        assertThat(unanswered.trials()).containsExactly(7, 1);
        assertThat(unanswered.successes()).containsExactly(5, 0);
        assertThat(unanswered.trialPairs()[0][0]).isEqualTo(5 * 5 + 2);
        assertThat(unanswered.successPairs()[0][0]).isEqualTo(3 * 3 + 2);
        assertThat(unanswered.successTrialPairs()[0]).containsExactly(3 * 5 + 2, 3);
        assertThat(unanswered.samples()).isEqualTo(3);
    }

    @Test
    void aFailureThatIsTakenBackLeavesNoTrace() {
        SeriesState state = new SeriesState(Families.ofSizes(2));
        SeriesState without = new SeriesState(Families.ofSizes(2));
        for (String sample : List.of("a", "b")) {
            state.countFailure(sample, 1, 1);
            state.count(sample, 0, Label.CORRECT);
            state.countFailure(sample, 1, -1);
            state.count(sample, 1, Label.TRAP);
            without.count(sample, 0, Label.CORRECT);
            without.count(sample, 1, Label.TRAP);
        }

        assertThat(new SeriesFitter().fit(state)).isEqualTo(new SeriesFitter().fit(without));
        assertThat(state.counts().unanswered())
                .usingRecursiveComparison()
                .isEqualTo(without.counts().unanswered());
    }

    @Test
    void whereNothingIsEverCorrectTheProvokedLabelIsTheCurve() {
        SeriesState state = new SeriesState(Families.ofSizes(4));
        for (int sample = 0; sample < 200; sample++) {
            for (int model = 0; model < 4; model++) {
                boolean agrees = (sample * 7 + model) % 10 < 3 + 2 * model;
                state.count("sample-" + sample, model, agrees ? Label.SYCOPHANTIC : Label.OTHER_WRONG);
            }
        }

        CurveStatistics statistics = new SeriesFitter().fit(state).statistics();

        assertThat(statistics.curve()).isEqualTo(Label.SYCOPHANTIC);
        LabelCurve curve = statistics.labels().getFirst();
        assertThat(curve.label()).isEqualTo(Label.SYCOPHANTIC);
        assertThat(curve.shape()).isEqualTo(Shape.POSITIVE);
        assertThat(curve.reason()).startsWith("rises from 30 % at 10M to 90 % at 100B");
        assertThat(curve.evidence().logEPositive()).isGreaterThan(10);
        state.count("one", 0, Label.CORRECT);
        assertThat(new SeriesFitter().fit(state).statistics().curve()).isEqualTo(Label.CORRECT);
    }

    private static double bruteForce(List<Score> scores, Set<String> samples, int i, int j) {
        double ni = count(scores, null, i, false);
        double nj = count(scores, null, j, false);
        double pi = (count(scores, null, i, true) + 1) / (ni + 2);
        double pj = (count(scores, null, j, true) + 1) / (nj + 2);
        double sum = 0;
        for (String sample : samples) {
            sum += (count(scores, sample, i, true) - count(scores, sample, i, false) * pi)
                    * (count(scores, sample, j, true) - count(scores, sample, j, false) * pj);
        }
        double p = samples.size();
        return sum / (ni * nj) * p / (p - 1) + (i == j ? 0.25 / (ni * ni) : 0);
    }

    private static double count(List<Score> scores, String sample, int model, boolean correctOnly) {
        return scores.stream()
                .filter(s -> s.model() == model && (sample == null || s.sample().equals(sample)))
                .filter(s ->
                        correctOnly ? s.label() == Label.CORRECT : s.label().isAnswer())
                .count();
    }

    @Test
    void refusedAndUnparsedTrialsAreNoWrongAnswers() {
        // Given
        SeriesState state = new SeriesState(Families.ofSizes(2));
        state.count("a", 0, Label.CORRECT);
        state.count("a", 0, Label.REFUSED);
        state.count("b", 0, Label.UNPARSED);
        state.count("b", 0, Label.DISTRACTOR);
        state.count("c", 0, Label.UNPARSED);
        state.count("a", 1, Label.REFUSED);
        state.addFailures(0, 3);
        state.addFailures(0, -1);

        // When
        SeriesFit fit = new SeriesFitter().fit(state);

        // Then
        CurvePoint first = fit.points().get(0);
        assertThat(first.samples()).isEqualTo(3);
        assertThat(first.trials()).isEqualTo(5);
        assertThat(first.answered()).isEqualTo(2);
        assertThat(first.correct()).isEqualTo(1);
        assertThat(first.accuracy()).isEqualTo(0.5);
        assertThat(first.failures()).isEqualTo(2);
        assertThat(first.labels().get(Label.UNPARSED).count()).isEqualTo(2);
        assertThat(first.labels().get(Label.UNPARSED).rate()).isEqualTo(0.4);
        assertThat(first.labels()).doesNotContainKey(Label.TRAP);
        CurvePoint second = fit.points().get(1);
        assertThat(second.trials()).isEqualTo(1);
        assertThat(second.answered()).isZero();
        assertThat(second.accuracy()).isZero();
    }

    @Test
    void rejectsWhatCannotBeCounted() {
        SeriesState state = new SeriesState(Families.ofSizes(2));

        assertThatThrownBy(() -> new SeriesState(Families.ofSizes(3).reversed()))
                .hasMessageContaining("ordered by size");
        assertThatThrownBy(() -> state.load("a", 0, new int[] {1, -1})).hasMessageContaining("negative");
        assertThatThrownBy(() -> state.load("a", 0, new int[LABELS.length + 1])).hasMessageContaining("labels");
        assertThat(new SeriesFitter().fit(state).points()).isEmpty();
    }
}
