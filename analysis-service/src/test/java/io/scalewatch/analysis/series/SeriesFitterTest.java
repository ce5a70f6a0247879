package io.scalewatch.analysis.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeriesFitterTest {

    private static SeriesFit fit(long trials, long... correct) {
        long[] n = new long[correct.length];
        Arrays.fill(n, trials);
        return new SeriesFitter().fitIndependent(Families.ofSizes(correct.length), correct, n);
    }

    @Test
    void knowsTheShapes() {
        assertThat(fit(400, 200, 240, 280, 320, 360).shape()).isEqualTo(Shape.POSITIVE);
        assertThat(fit(400, 360, 320, 280, 240, 200).shape()).isEqualTo(Shape.INVERSE);
        assertThat(fit(400, 320, 240, 160, 240, 320).shape()).isEqualTo(Shape.U_SHAPED);
        assertThat(fit(400, 160, 240, 320, 240, 160).shape()).isEqualTo(Shape.INVERTED_U);
        assertThat(fit(400, 40, 360, 40, 360, 40).shape()).isEqualTo(Shape.IRREGULAR);
        assertThat(fit(400, 200, 202, 198, 201, 203).shape()).isEqualTo(Shape.INCONCLUSIVE);
        assertThat(fit(6000, 3000, 3010, 2990, 3005, 3015).shape()).isEqualTo(Shape.FLAT);
    }

    @Test
    void anUpwardStepIsEmergentAndADownwardOneAnAbruptInverse() {
        SeriesFit up = fit(400, 40, 42, 38, 360, 358);
        SeriesFit down = fit(400, 360, 358, 362, 40, 42);

        assertThat(up.shape()).isEqualTo(Shape.EMERGENT);
        assertThat(up.evidence().abrupt()).isTrue();
        assertThat(down.shape()).isEqualTo(Shape.INVERSE);
        assertThat(down.evidence().abrupt()).isTrue();
    }

    @Test
    void aBendNeedsFourSizes() {
        SeriesFit three = fit(1000, 800, 300, 800);

        assertThat(three.shape()).isNotIn(Shape.U_SHAPED, Shape.INVERTED_U, Shape.IRREGULAR, Shape.INSUFFICIENT);
        assertThat(three.evidence().peakP()).isEmpty();
        assertThat(three.evidence().valleyP()).isEmpty();
        assertThat(fit(1000, 800, 300, 300, 800).shape()).isEqualTo(Shape.U_SHAPED);
    }

    @Test
    void fewerThanThreeSizesOrTwentySamplesAreInsufficient() {
        assertThat(fit(1000, 800, 300).shape()).isEqualTo(Shape.INSUFFICIENT);
        assertThat(fit(1000, 800, 300).pastBurnIn()).isFalse();
        assertThat(fit(19, 18, 10, 1).shape()).isEqualTo(Shape.INSUFFICIENT);
        assertThat(fit(20, 18, 10, 1).shape()).isEqualTo(Shape.INVERSE);
    }

    @Test
    void evidenceIsOneBeforeTheBurnIn() {
        SeriesFit before = fit(19, 19, 10, 0);
        SeriesFit after = fit(20, 20, 10, 0);

        assertThat(before.pastBurnIn()).isFalse();
        assertThat(before.evidence().logEInverse()).isZero();
        assertThat(before.evidence().logEPositive()).isZero();
        assertThat(before.evidence().trend()).isPresent();
        assertThat(after.pastBurnIn()).isTrue();
        assertThat(after.evidence().logEInverse()).isGreaterThan(3);
        assertThat(after.evidence().logEPositive()).isNegative();
    }

    @Test
    void manyTrialsOfFewSamplesAreInsufficient() {
        SeriesState state = new SeriesState(Families.ofSizes(3));
        for (int sample = 0; sample < 19; sample++) {
            for (int model = 0; model < 3; model++) {
                state.load("sample-" + sample, model, new int[] {10 * (3 - model), 10 * model});
            }
        }

        SeriesFit fit = new SeriesFitter().fit(state);

        assertThat(fit.shape()).isEqualTo(Shape.INSUFFICIENT);
        assertThat(fit.evidence().leastSamples()).isEqualTo(19);
        assertThat(fit.pastBurnIn()).isFalse();
    }

    @Test
    void theTrendIsTheLeastSquaresChangeFromEndToEnd() {
        ShapeEvidence.Trend trend =
                fit(100, 80, 70, 60, 50, 40).evidence().trend().orElseThrow();

        assertThat(trend.change()).isCloseTo(-0.4, within(1e-12));
        assertThat(trend.interval().contains(-0.4)).isTrue();
        // Contrast weights (-0.4, -0.2, 0, 0.2, 0.4), times 2 for the whole range.
        double variance = 0.64 * (0.8 * 0.2 + 0.4 * 0.6) / 100 + 0.16 * (0.7 * 0.3 + 0.5 * 0.5) / 100;
        assertThat(trend.interval().upper() + 0.4).isCloseTo(1.96 * Math.sqrt(variance), within(0.002));
    }

    @Test
    void aModelThatNeverAnswersSilencesNobody() {
        // Given: six models, of which one has only failures and one only refusals
        SeriesState state = new SeriesState(Families.ofSizes(6));
        state.addFailures(2, 500);
        for (int sample = 0; sample < 300; sample++) {
            state.count("sample-" + sample, 4, Label.REFUSED);
            for (int model : new int[] {0, 1, 3, 5}) {
                state.count("sample-" + sample, model, sample % 10 < 8 - model ? Label.CORRECT : Label.TRAP);
            }
        }

        // When
        SeriesFit fit = new SeriesFitter().fit(state);

        // Then
        assertThat(fit.points())
                .extracting(CurvePoint::model)
                .containsExactly("model-0", "model-1", "model-2", "model-3", "model-4", "model-5");
        assertThat(fit.points().get(2).failures()).isEqualTo(500);
        assertThat(fit.points().get(2).trials()).isZero();
        assertThat(fit.shape()).isEqualTo(Shape.INVERSE);
        assertThat(fit.pastBurnIn()).isTrue();
        assertThat(fit.evidence().logEInverse()).isGreaterThan(20);
    }

    @Test
    void anIncompleteFamilyPaysForBeingAHypothesisOfItsOwn() {
        List<ModelVersion> four = Families.ofSizes(4);
        SeriesState complete = new SeriesState(four.subList(0, 3));
        SeriesState incomplete = new SeriesState(four);
        for (int sample = 0; sample < 50; sample++) {
            for (int model = 0; model < 3; model++) {
                Label label = sample % 10 < 8 - 2 * model ? Label.CORRECT : Label.TRAP;
                complete.count("sample-" + sample, model, label);
                incomplete.count("sample-" + sample, model, label);
            }
        }

        double full = new SeriesFitter().fit(complete).evidence().logEInverse();
        double charged = new SeriesFitter().fit(incomplete).evidence().logEInverse();

        assertThat(full - charged).isCloseTo(Math.log(20), within(1e-9));
    }

    @Test
    void twoModelsOfOneSizeAreOnePointOfTheShape() {
        List<ModelVersion> models = Stream.of(10, 100, 100, 1000)
                .map(millions -> new ModelVersion("family", "m", "1", millions * 1_000_000L))
                .toList();

        SeriesFit fit = new SeriesFitter()
                .fitIndependent(models, new long[] {100, 300, 100, 300}, new long[] {400, 400, 400, 400});

        assertThat(fit.points()).hasSize(4);
        // Three sizes: no bend can be claimed.
        assertThat(fit.shape()).isIn(Shape.POSITIVE, Shape.EMERGENT);
        assertThat(fit.evidence().peakP()).isEmpty();
    }

    @Test
    void answersThatAModelRepeatsAreNotTakenForNewOnes() {
        SplittableRandom random = new SplittableRandom(11);
        int nonFlat = 0;
        int repetitions = 400;
        for (int repetition = 0; repetition < repetitions; repetition++) {
            // Flat: every model gives each sample the same answer ten times, right half of the time.
            SeriesState state = new SeriesState(Families.ofSizes(5));
            for (int sample = 0; sample < 60; sample++) {
                for (int model = 0; model < 5; model++) {
                    state.load("sample-" + sample, model, random.nextBoolean() ? new int[] {10} : new int[] {0, 10});
                }
            }
            Shape shape = new SeriesFitter().fit(state).shape();
            nonFlat += shape == Shape.FLAT || shape == Shape.INCONCLUSIVE ? 0 : 1;
        }

        // As for 60 independent trials: some .03, and 3 Monte-Carlo errors of .0085.
        assertThat(nonFlat / (double) repetitions).isLessThan(0.056);
    }

    @Test
    void nothingDegenerateGivesANumberThatIsNone() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 3000; round++) {
            int models = random.nextInt(9);
            SeriesState state = new SeriesState(sizes(random, models));
            int samples = random.nextInt(40);
            int scale = random.nextInt(4) == 0 ? 1_000_000 : 1;
            for (int model = 0; model < models; model++) {
                int kind = random.nextInt(6);
                for (int sample = 0; sample < samples; sample++) {
                    int[] counts = new int[Label.values().length];
                    switch (kind) {
                        case 0 -> counts[Label.CORRECT.ordinal()] = scale;
                        case 1 -> counts[Label.TRAP.ordinal()] = scale;
                        case 2 -> counts[Label.UNPARSED.ordinal()] = scale;
                        case 3 -> counts[random.nextInt(counts.length)] = scale;
                        case 4 -> counts[random.nextInt(2)] = random.nextInt(3) * scale;
                        default -> {}
                    }
                    state.load("sample-" + sample, model, counts);
                }
            }

            SeriesFit fit = new SeriesFitter().fit(state);

            ShapeEvidence evidence = fit.evidence();
            assertThat(numbers(fit))
                    .as(fit.toString())
                    .allSatisfy(number -> assertThat(number).isFinite());
            assertThat(evidence.dispersion()).isBetween(0.0, 0.005);
            assertThat(evidence.peakP().orElse(1.0)).isBetween(0.0, 1.0);
            assertThat(evidence.valleyP().orElse(1.0)).isBetween(0.0, 1.0);
        }
    }

    private static List<ModelVersion> sizes(SplittableRandom random, int models) {
        boolean equal = random.nextInt(5) == 0;
        return random.longs(models, 1, 5)
                .sorted()
                .mapToObj(size -> new ModelVersion("family", "m", "1", equal ? 7 : size * 1_000_000_000L))
                .toList();
    }

    private static List<Double> numbers(SeriesFit fit) {
        ShapeEvidence evidence = fit.evidence();
        Stream<Double> shape = Stream.concat(
                Stream.of(evidence.dispersion(), evidence.logEInverse(), evidence.logEPositive()),
                Stream.concat(
                        evidence.bic().values().stream(),
                        Stream.of(evidence.peakP(), evidence.valleyP()).flatMap(p -> p.stream())));
        Stream<Double> intervals = Stream.of(
                        evidence.largestDifference().stream(),
                        evidence.trend().stream().map(ShapeEvidence.Trend::interval),
                        fit.points().stream().map(point -> point.interval()))
                .flatMap(all -> all)
                .flatMap((Interval interval) -> Stream.of(interval.lower(), interval.upper()));
        return Stream.concat(shape, intervals).toList();
    }
}
