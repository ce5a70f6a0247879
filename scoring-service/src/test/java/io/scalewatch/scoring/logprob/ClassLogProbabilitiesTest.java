package io.scalewatch.scoring.logprob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClassLogProbabilitiesTest {

    private static final ClassLogProbabilities THREE =
            new ClassLogProbabilities(Map.of("a", Math.log(0.2), "b", Math.log(0.1), "c", Math.log(0.5)));

    @Test
    void theLikeliestClassIsTheArgMaxUnlessAnotherIsAsLikely() {
        assertThat(THREE.argMax()).contains("c");
        assertThat(new ClassLogProbabilities(Map.of("a", -1.0, "b", -1.0)).argMax())
                .isEmpty();
        assertThat(new ClassLogProbabilities(Map.of("a", -1.0)).argMax()).contains("a");
    }

    @Test
    void coverageIsTheMassOfTheClassesAndLossIsAmongThem() {
        assertThat(THREE.coverage()).isCloseTo(Math.log(0.8), offset(1e-12));
        assertThat(THREE.probability("a")).isCloseTo(0.25, offset(1e-12));
        assertThat(THREE.loss("a")).isCloseTo(-Math.log(0.25), offset(1e-12));
        assertThat(new ClassLogProbabilities(Map.of("a", -900.0)).loss("a")).isZero();
    }

    @Test
    void logOddsAreAgainstAllOthers() {
        assertThat(THREE.logOdds("a").orElseThrow()).isCloseTo(Math.log(0.25 / 0.75), offset(1e-12));
        assertThat(new ClassLogProbabilities(Map.of("a", -3.0, "b", -1.0)).logOdds("a"))
                .contains(-2.0);
        assertThat(new ClassLogProbabilities(Map.of("a", -3.0)).logOdds("a")).isEmpty();
    }

    @Test
    void aPairOfPromptsDiffersInLogOddsWithAndWithoutSign() {
        var biased = new ClassLogProbabilities(Map.of("a", -3.0, "b", -1.0));
        var neutral = new ClassLogProbabilities(Map.of("a", -1.0, "b", -2.0));

        assertThat(ClassLogProbabilities.logOddsDifference(biased, neutral, "a"))
                .contains(-3.0);
        assertThat(ClassLogProbabilities.logOddsDifference(neutral, biased, "a"))
                .contains(3.0);
        assertThat(ClassLogProbabilities.absoluteLogOddsDifference(biased, neutral, "a"))
                .contains(3.0);
    }

    @Test
    void aSequenceIsAsLikelyAsItsTokensTogether() {
        assertThat(ClassLogProbabilities.sequence(-0.5, -1.5, -0.25)).isEqualTo(-2.25);
        assertThat(ClassLogProbabilities.sequence()).isZero();
    }

    @Test
    void probabilitiesSumToOneWhateverTheScale() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 1_000; round++) {
            Map<String, Double> values = new HashMap<>();
            double shift = random.nextDouble(-2_000, 0);
            for (int i = 0; i < random.nextInt(1, 8); i++) {
                values.put("class" + i, shift - random.nextDouble(50));
            }
            ClassLogProbabilities classes = new ClassLogProbabilities(values);

            double sum =
                    values.keySet().stream().mapToDouble(classes::probability).sum();

            assertThat(sum).isCloseTo(1, offset(1e-9));
            String likeliest = classes.argMax().orElseThrow();
            assertThat(values.keySet())
                    .allSatisfy(name -> assertThat(classes.loss(likeliest)).isLessThanOrEqualTo(classes.loss(name)));
        }
    }

    @Test
    void aClassIsKnownWithOrWithoutTheBlankAtItsStart() {
        var classes = new ClassLogProbabilities(Map.of(" Yes", -1.0, " No", -2.0));

        assertThat(classes.named("Yes")).contains(" Yes");
        assertThat(classes.named(" No")).contains(" No");
        assertThat(classes.named("Maybe")).isEmpty();
    }

    @Test
    void valuesThatAreNoLogProbabilitiesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ClassLogProbabilities(Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new ClassLogProbabilities(Map.of("a", Double.NaN)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClassLogProbabilities(Map.of("a", Double.NEGATIVE_INFINITY)));
    }
}
