package io.scalewatch.analysis.series;

import static io.scalewatch.analysis.series.Groups.answers;
import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DialSlicesTest {

    private static final int SIZES = 5;

    /// The share of correct answers to a sample with a value of the dial, by model.
    private interface Rate {

        double of(int model, double value);
    }

    private static List<Map<String, int[]>> ask(Map<String, Double> dial, Rate rate) {
        SplittableRandom random = new SplittableRandom(91);
        List<Map<String, int[]>> labels = new ArrayList<>();
        for (int model = 0; model < SIZES; model++) {
            int at = model;
            Map<String, int[]> counts = new HashMap<>();
            dial.forEach((sample, value) -> counts.put(
                    sample, answers(random.nextDouble() < rate.of(at, value) ? Label.CORRECT : Label.TRAP, 1)));
            labels.add(counts);
        }
        return labels;
    }

    @Test
    void oppositeTrendsThatCancelInTheWholeAreSeenApart() {
        Map<String, Double> dial = new HashMap<>();
        for (int sample = 0; sample < 800; sample++) {
            dial.put("s" + sample, sample % 2 == 0 ? 1.0 : 5.0);
        }
        List<Map<String, int[]>> labels =
                ask(dial, (model, value) -> value == 1 ? 0.5 + 0.1 * model : 0.9 - 0.1 * model);

        List<DialSlices.Slice> slices = DialSlices.of(Families.ofSizes(SIZES), labels, dial);

        assertThat(slices).extracting(DialSlices.Slice::from).containsExactly(1.0, 5.0);
        assertThat(slices).extracting(DialSlices.Slice::samples).containsOnly(400);
        assertThat(slices).extracting(slice -> slice.fit().shape()).containsExactly(Shape.POSITIVE, Shape.INVERSE);
        assertThat(slices.getFirst().fit().evidence().logEPositive()).isGreaterThan(10);
        assertThat(slices.getLast().fit().evidence().logEInverse()).isGreaterThan(10);
        Map<String, Double> one = new HashMap<>();
        dial.keySet().forEach(sample -> one.put(sample, 0.0));
        assertThat(DialSlices.of(Families.ofSizes(SIZES), labels, one)
                        .getFirst()
                        .fit()
                        .shape())
                .isIn(Shape.FLAT, Shape.INCONCLUSIVE);
    }

    @Test
    void manyValuesShareSlicesOfAboutTheSameNumberOfSamples() {
        Map<String, Double> dial = new HashMap<>();
        for (int sample = 0; sample < 300; sample++) {
            dial.put("s" + sample, sample / 3.0);
        }
        dial.put("nobody asked", 7.0);
        List<Map<String, int[]>> labels = ask(dial, (model, value) -> 0.5);
        labels.forEach(counts -> counts.remove("nobody asked"));
        dial.put("s0", Double.NaN);

        List<DialSlices.Slice> slices = DialSlices.of(Families.ofSizes(SIZES), labels, dial);

        assertThat(slices).hasSize(DialSlices.MOST).allMatch(slice -> Math.abs(slice.samples() - 50) <= 1);
        assertThat(slices.stream().mapToInt(DialSlices.Slice::samples).sum()).isEqualTo(299);
        for (int i = 1; i < slices.size(); i++) {
            assertThat(slices.get(i).from()).isGreaterThan(slices.get(i - 1).to());
        }
        assertThat(DialSlices.of(Families.ofSizes(SIZES), labels, Map.of())).isEmpty();
    }
}
