package io.scalewatch.analysis.series;

import static io.scalewatch.analysis.series.Groups.answers;
import static io.scalewatch.contracts.event.Label.CORRECT;
import static io.scalewatch.contracts.event.Label.REFUSED;
import static io.scalewatch.contracts.event.Label.TRAP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scalewatch.contracts.event.ModelVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {

    private static final int SIZES = 5;
    private static final List<ModelVersion> MODELS = Families.ofSizes(SIZES);

    /// What is counted of one way to ask, by model and sample.
    private static List<Map<String, int[]>> empty() {
        List<Map<String, int[]>> counts = new ArrayList<>();
        for (int model = 0; model < SIZES; model++) {
            counts.add(new HashMap<>());
        }
        return counts;
    }

    /// Asks all models the same samples, from one number to another, three times in both ways; of some samples all
    /// answers are alike.
    ///
    /// @param first the rate of correct answers by model
    private static void ask(
            SplittableRandom random,
            int from,
            int to,
            double[] first,
            double[] second,
            List<Map<String, int[]>> before,
            List<Map<String, int[]>> after) {
        for (int sample = from; sample < to; sample++) {
            boolean alike = random.nextDouble() < 0.3;
            double difficulty = random.nextDouble();
            for (int model = 0; model < SIZES; model++) {
                before.get(model).put("s" + sample, trials(random, alike, difficulty, first[model]));
                after.get(model).put("s" + sample, trials(random, alike, difficulty, second[model]));
            }
        }
    }

    private static int[] trials(SplittableRandom random, boolean alike, double difficulty, double rate) {
        int right = Families.binomial(random, 3, alike ? (difficulty < rate ? 1 : 0) : rate);
        return answers(CORRECT, right, TRAP, 3 - right);
    }

    @Test
    void aVariantThatHelpsTheLargerModelsIsTold() {
        // Given
        List<Map<String, int[]>> before = empty();
        List<Map<String, int[]>> after = empty();
        double[] falling = {.9, .8, .7, .6, .5};
        double[] repaired = {.9, .88, .86, .84, .82};
        ask(new SplittableRandom(81), 0, 300, falling, repaired, before, after);
        // When
        PairedDifference difference = PairedDifference.of(MODELS, before, after);
        // Then
        assertThat(difference.points()).hasSize(SIZES).allMatch(point -> point.samples() == 300);
        PairedDifference.Point largest = difference.points().getLast();
        assertThat(largest.second() - largest.first()).isCloseTo(largest.difference(), within(1e-9));
        assertThat(largest.interval().contains(0.32)).isTrue();
        assertThat(largest.logEBetter()).isGreaterThan(20);
        assertThat(largest.logEWorse()).isNegative();
        assertThat(difference.points().getFirst().interval().contains(0)).isTrue();
        assertThat(difference.trend().orElseThrow().interval().contains(0.32)).isTrue();
        assertThat(difference.logEGrows()).isGreaterThan(20);
        assertThat(difference.logEShrinks()).isNegative();
    }

    /// Only what has an answer both ways is compared, and a sample counts once, however often it was asked.
    @Test
    void samplesArePairedAndCountOnce() {
        List<Map<String, int[]>> before = empty();
        List<Map<String, int[]>> after = empty();
        before.getFirst().put("a", answers(CORRECT, 1));
        after.getFirst().put("a", answers(CORRECT, 1, TRAP, 1));
        before.getFirst().put("b", answers(TRAP, 4));
        after.getFirst().put("b", answers(CORRECT, 4));
        before.getFirst().put("c", answers(CORRECT, 1));
        before.getFirst().put("d", answers(CORRECT, 1));
        after.getFirst().put("d", answers(REFUSED, 5));
        before.get(1).put("a", answers(CORRECT, 1));

        PairedDifference difference = PairedDifference.of(MODELS, before, after);

        assertThat(difference.points()).hasSize(1);
        PairedDifference.Point point = difference.points().getFirst();
        assertThat(point.samples()).isEqualTo(2);
        assertThat(point.first()).isEqualTo(0.5);
        assertThat(point.second()).isEqualTo(0.75);
        assertThat(point.difference()).isEqualTo(0.25);
        assertThat(point.logEBetter()).isZero();
        assertThat(difference.trend()).isEmpty();
        assertThat(PairedDifference.of(MODELS, empty(), empty()).points()).isEmpty();
    }

    @Test
    void noOrderOfTheSamplesChangesAnything() {
        List<Map<String, int[]>> before = empty();
        List<Map<String, int[]>> after = empty();
        double[] rates = {.3, .4, .5, .6, .7};
        ask(new SplittableRandom(82), 0, 100, rates, rates, before, after);
        PairedDifference difference = PairedDifference.of(MODELS, before, after);

        List<Map<String, int[]>> shuffled = before.stream()
                .map(counts -> {
                    List<String> names = new ArrayList<>(counts.keySet());
                    Collections.shuffle(names, new Random(3));
                    Map<String, int[]> other = new LinkedHashMap<>();
                    names.forEach(name -> other.put(name, counts.get(name)));
                    return other;
                })
                .toList();

        assertThat(PairedDifference.of(MODELS, shuffled, after)).isEqualTo(difference);
    }

    /// Two ways that make no difference, looked at after every tenth sample.
    @Test
    void equalVariantsEverFired() {
        int repetitions = Simulations.repetitions(150, 1000);
        SplittableRandom random = new SplittableRandom(83);
        double[] rates = {.2, .35, .5, .65, .8};
        int trend = 0;
        int size = 0;
        for (int repetition = 0; repetition < repetitions; repetition++) {
            List<Map<String, int[]>> before = empty();
            List<Map<String, int[]>> after = empty();
            double largestOfTheTrend = 0;
            double largestOfASize = 0;
            for (int sample = 0; sample < 200; sample += 10) {
                ask(random, sample, sample + 10, rates, rates, before, after);
                PairedDifference difference = PairedDifference.of(MODELS, before, after);
                largestOfTheTrend = Math.max(largestOfTheTrend, difference.logEGrows());
                largestOfASize =
                        Math.max(largestOfASize, difference.points().get(2).logEBetter());
            }
            trend += largestOfTheTrend >= Math.log(20) ? 1 : 0;
            size += largestOfASize >= Math.log(20) ? 1 : 0;
        }

        double n = repetitions;
        System.out.printf(
                "equal variants, %d repetitions: trend of the difference %.3f, one size %.3f%n",
                repetitions, trend / n, size / n);
        double most = 0.05 + Simulations.threeErrors(0.05, repetitions);
        assertThat(trend / n).isLessThanOrEqualTo(most);
        assertThat(size / n).isLessThanOrEqualTo(most);
    }
}
