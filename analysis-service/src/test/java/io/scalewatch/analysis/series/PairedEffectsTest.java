package io.scalewatch.analysis.series;

import static io.scalewatch.analysis.series.Groups.answer;
import static io.scalewatch.analysis.series.Groups.answers;
import static io.scalewatch.analysis.series.Groups.onlyEffect;
import static io.scalewatch.contracts.event.Label.CORRECT;
import static io.scalewatch.contracts.event.Label.OTHER_WRONG;
import static io.scalewatch.contracts.event.Label.REFUSED;
import static io.scalewatch.contracts.event.Label.SYCOPHANTIC;
import static io.scalewatch.contracts.event.Label.TRAP;
import static io.scalewatch.contracts.event.Label.UNPARSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.CurveStatistics;
import io.scalewatch.contracts.event.EffectBasis;
import io.scalewatch.contracts.event.EffectCurve;
import io.scalewatch.contracts.event.EffectPoint;
import io.scalewatch.contracts.event.Finding;
import io.scalewatch.contracts.event.Label;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedEffectsTest {

    private static final List<Label> GIVEN = List.of(CORRECT, CORRECT, CORRECT, SYCOPHANTIC, TRAP, REFUSED);
    private static final int MODELS = 4;

    private record Score(int group, String sample, boolean control, int model, int trial, Label label) {}

    /// Groups of one to three biased samples, most with a control, some of them with two.
    private static List<Score> scores(SplittableRandom random) {
        List<Score> scores = new ArrayList<>();
        int groups = 2 + random.nextInt(30);
        for (int g = 0; g < groups; g++) {
            int biased = 1 + random.nextInt(3);
            int controls = random.nextInt(3);
            for (int s = 0; s < biased + controls; s++) {
                boolean control = s >= biased;
                // The first sample has the group's name, as in the catalogue.
                String sample = "g" + g + (s == 0 ? "" : "-" + s);
                for (int m = 0; m < MODELS; m++) {
                    for (int t = 0; t < 3; t++) {
                        if (random.nextInt(4) > 0) {
                            scores.add(new Score(g, sample, control, m, t, GIVEN.get(random.nextInt(GIVEN.size()))));
                        }
                    }
                }
            }
        }
        return scores;
    }

    private static void count(SeriesState state, Score score) {
        state.belongs(score.sample(), "g" + score.group(), score.control());
        state.count(score.sample(), score.model(), score.label());
    }

    private static SeriesState counted(List<Score> scores) {
        SeriesState state = new SeriesState(Families.ofSizes(MODELS));
        scores.forEach(score -> count(state, score));
        return state;
    }

    /// As after a restart: all groups first, or, as in the stores of a release that kept none, behind the counts.
    private static SeriesState rebuilt(List<Score> scores, boolean groupsFirst) {
        SeriesState state = new SeriesState(Families.ofSizes(MODELS));
        if (groupsFirst) {
            scores.forEach(s -> state.belongs(s.sample(), "g" + s.group(), s.control()));
        }
        Map<List<Object>, int[]> counts = new HashMap<>();
        for (Score s : scores) {
            counts.computeIfAbsent(List.of(s.sample(), s.model()), key -> answers())[
                    s.label().ordinal()]++;
        }
        counts.forEach((key, byLabel) -> state.load((String) key.getFirst(), (int) key.getLast(), byLabel));
        if (!groupsFirst) {
            scores.forEach(s -> state.belongs(s.sample(), "g" + s.group(), s.control()));
        }
        return state;
    }

    @Test
    void noOrderNoDuplicateAndNoReplayChangesAnEffect() {
        SplittableRandom random = new SplittableRandom(61);
        int effects = 0;
        for (int round = 0; round < 150; round++) {
            // Given
            List<Score> scores = scores(random);
            CurveStatistics statistics = new SeriesFitter().fit(counted(scores)).statistics();
            List<Score> replayed = new ArrayList<>(scores);
            replayed.addAll(scores.subList(0, scores.size() / 2));
            Collections.shuffle(replayed, new Random(random.nextLong()));

            // When
            Set<Score> seen = new HashSet<>();
            List<Score> once = replayed.stream().filter(seen::add).toList();

            // Then
            effects += statistics.effects().size();
            assertThat(new SeriesFitter().fit(counted(once)).statistics()).isEqualTo(statistics);
            assertThat(new SeriesFitter().fit(rebuilt(once, true)).statistics()).isEqualTo(statistics);
            assertThat(new SeriesFitter().fit(rebuilt(once, false)).statistics())
                    .isEqualTo(statistics);
        }
        assertThat(effects).isGreaterThan(150);
    }

    /// Against the definition: a mean over the groups that count, and the variance between these.
    @Test
    void anEffectIsTheMeanOverTheGroupsWhoseControlIsRight() {
        SplittableRandom random = new SplittableRandom(62);
        int compared = 0;
        for (int round = 0; round < 60; round++) {
            List<Score> scores = scores(random);
            for (EffectCurve curve :
                    new SeriesFitter().fit(counted(scores)).statistics().effects()) {
                for (EffectPoint point : curve.points()) {
                    int model = Integer.parseInt(point.model().substring("model-".length()));
                    Map<Integer, Double> differences = differences(scores, model, curve.label());
                    double mean = differences.values().stream()
                            .mapToDouble(d -> d)
                            .average()
                            .orElseThrow();
                    assertThat(point.groups()).isEqualTo(differences.size());
                    assertThat(point.effect()).isCloseTo(mean, within(1e-12));
                    assertThat(point.biased() - point.control()).isCloseTo(mean, within(1e-12));
                    assertThat(point.interval().contains(mean)).isTrue();
                    assertThat(point.liveInterval().lower())
                            .isLessThanOrEqualTo(point.interval().lower());
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(200);
    }

    private static Map<Integer, Double> differences(List<Score> scores, int model, Label label) {
        Map<Integer, double[]> sums = new LinkedHashMap<>();
        for (Score s : scores) {
            if (s.model() == model && s.label().isAnswer()) {
                double[] sum = sums.computeIfAbsent(s.group(), g -> new double[5]);
                int side = s.control() ? 2 : 0;
                sum[side]++;
                sum[side + 1] += s.label() == label ? 1 : 0;
                sum[4] += s.control() && s.label() == CORRECT ? 1 : 0;
            }
        }
        Map<Integer, Double> differences = new LinkedHashMap<>();
        sums.forEach((group, sum) -> {
            if (sum[0] > 0 && 2 * sum[4] > sum[2]) {
                differences.put(group, sum[1] / sum[0] - sum[3] / sum[2]);
            }
        });
        return differences;
    }

    @Test
    void aModelThatIsMerelyIgnorantShowsNoEffect() {
        // Given
        SplittableRandom random = new SplittableRandom(63);
        SeriesState state = new SeriesState(Families.ofSizes(MODELS));
        for (int group = 0; group < 300; group++) {
            for (int model = 0; model < MODELS; model++) {
                // Believes what the user believes, asked or unasked: more often, the larger it is.
                boolean believes = random.nextDouble() < 0.2 + 0.2 * model;
                int[] said = believes ? answers(SYCOPHANTIC, 1) : answers(CORRECT, 1);
                answer(state, group, model, said, said);
            }
        }
        // When
        CurveStatistics statistics = new SeriesFitter().fit(state).statistics();
        // Then
        EffectCurve effect = statistics.effects().getFirst();
        assertThat(effect.points()).hasSize(MODELS).allMatch(point -> point.effect() == 0);
        assertThat(effect.points().getLast().asked()).isEqualTo(300);
        assertThat(effect.points().getLast().groups()).isBetween(30L, 90L);
        assertThat(logE(statistics, "SYCOPHANTIC")).isGreaterThan(20);
        assertThat(logE(statistics, "SYCOPHANTIC effect")).isNegative();
    }

    private static double logE(CurveStatistics statistics, String subject) {
        return statistics.findings().stream()
                .filter(f -> f.kind() == AlertKind.LABEL_SHIFT && f.subject().equals(subject))
                .mapToDouble(Finding::logE)
                .findFirst()
                .orElseThrow();
    }

    /// The raw rate grows only since the smaller models, who often don't know the answer, say something else.
    @Test
    void aRawRateThatGrowsWithWhatIsKnownIsNoGrowingEffect() {
        SplittableRandom random = new SplittableRandom(64);
        SeriesState state = new SeriesState(Families.ofSizes(MODELS));
        for (int group = 0; group < 400; group++) {
            for (int model = 0; model < MODELS; model++) {
                boolean knows = random.nextDouble() < 0.15 + 0.25 * model;
                boolean caves = random.nextDouble() < 0.5;
                answer(
                        state,
                        group,
                        model,
                        answers(!knows ? OTHER_WRONG : caves ? SYCOPHANTIC : CORRECT, 1),
                        answers(knows ? CORRECT : OTHER_WRONG, 1));
            }
        }

        CurveStatistics statistics = new SeriesFitter().fit(state).statistics();

        assertThat(logE(statistics, "SYCOPHANTIC")).isGreaterThan(20);
        assertThat(logE(statistics, "SYCOPHANTIC effect")).isLessThan(Math.log(20));
        assertThat(statistics.effects().getFirst().points())
                .allSatisfy(point -> assertThat(point.effect()).isBetween(0.35, 0.65));
    }

    @Test
    void aControlThatComesLateDecidesWhetherItsGroupCounts() {
        SeriesState state = new SeriesState(Families.ofSizes(1));
        for (int group = 0; group < 3; group++) {
            answer(state, group, 0, answers(SYCOPHANTIC, 1), answers(CORRECT, 1));
        }
        assertThat(onlyEffect(state).points().getFirst().groups()).isEqualTo(3);

        state.count("c2", 0, OTHER_WRONG);
        // One of two is no majority.
        assertThat(onlyEffect(state).points().getFirst().groups()).isEqualTo(2);

        state.count("c2", 0, UNPARSED);
        state.count("c2", 0, CORRECT);
        // Two of three answers are; what has no answer is none.
        EffectPoint point = onlyEffect(state).points().getFirst();
        assertThat(point.groups()).isEqualTo(3);
        assertThat(point.effect()).isEqualTo(1);
        assertThat(point.interval().lower()).isBetween(0.2, 0.6);
    }

    @Test
    void aModelThatHasAnOpinionIsNotMovedAndOneThatAgreesIs() {
        // Given
        SplittableRandom random = new SplittableRandom(65);
        SeriesState state = new SeriesState(Families.ofSizes(3));
        for (int group = 0; group < 50; group++) {
            state.belongs("v" + group + "-2", "v" + group, false);
            boolean first = random.nextBoolean();
            // Its own view, in any number of trials.
            opinion(state, group, 0, first ? SYCOPHANTIC : OTHER_WRONG, 3);
            opinion(state, group + 1000, 0, OTHER_WRONG, 1);
            opinion(state, group, 0, first ? OTHER_WRONG : SYCOPHANTIC, "-2", 1);
            // Agrees with everybody; nobody.
            opinion(state, group, 1, SYCOPHANTIC, 1);
            opinion(state, group, 1, SYCOPHANTIC, "-2", 2);
            opinion(state, group, 2, OTHER_WRONG, 1);
            opinion(state, group, 2, OTHER_WRONG, "-2", 1);
        }
        // When
        EffectCurve effect = onlyEffect(state);
        // Then
        assertThat(effect.basis()).isEqualTo(EffectBasis.OPPOSITE_VIEW);
        assertThat(effect.points().stream().mapToDouble(EffectPoint::effect)).containsExactly(0.0, 1.0, -1.0);
        assertThat(effect.points().stream().mapToLong(EffectPoint::groups)).containsOnly(50L);
        assertThat(effect.points().getFirst().biased()).isEqualTo(0.5);
        assertThat(effect.points().getFirst().control()).isEqualTo(0.5);
        // And: where something is right, two samples are no opposite views.
        state.count("v0", 0, CORRECT);
        assertThat(new SeriesFitter().fit(state).statistics().effects()).isEmpty();
    }

    private static void opinion(SeriesState state, int group, int model, Label label, int trials) {
        opinion(state, group, model, label, "", trials);
    }

    private static void opinion(SeriesState state, int group, int model, Label label, String view, int trials) {
        state.load("v" + group + view, model, answers(label, trials));
    }

    @Test
    void modelsWithFewGroupsAreShownButNotJudged() {
        SeriesState state = new SeriesState(Families.ofSizes(MODELS));
        for (int group = 0; group < 60; group++) {
            for (int model = 0; model < MODELS; model++) {
                boolean knows = model > 0 || group < 5;
                answer(
                        state,
                        group,
                        model,
                        answers(group % 4 < model ? SYCOPHANTIC : CORRECT, 1),
                        answers(knows ? CORRECT : OTHER_WRONG, 1));
            }
        }

        EffectCurve effect = onlyEffect(state);

        assertThat(effect.points()).hasSize(MODELS);
        assertThat(effect.points().getFirst().groups()).isEqualTo(5);
        // From 25 to 75 points over the sizes that count.
        assertThat(effect.trend().orElseThrow().change()).isCloseTo(0.5, within(1e-9));
        assertThat(effect.logEGrows()).isPositive();
        assertThat(effect.logEShrinks()).isNegative();
    }

    @Test
    void tasksWithoutGroupsHaveNoEffect() {
        SeriesState state = new SeriesState(Families.ofSizes(MODELS));
        for (int sample = 0; sample < 30; sample++) {
            state.count("s" + sample, sample % MODELS, sample % 2 == 0 ? CORRECT : TRAP);
        }
        assertThat(new SeriesFitter().fit(state).statistics().effects()).isEmpty();
    }
}
