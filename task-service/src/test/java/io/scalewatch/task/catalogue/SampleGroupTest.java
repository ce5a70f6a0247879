package io.scalewatch.task.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SampleGroupTest {

    private static Question biased(int number) {
        return Question.biased("biased " + number, Answers.number(1)).dial("k", number);
    }

    private static Question control(int number) {
        return Question.control("control " + number, Answers.number(1));
    }

    @Test
    void everySampleOfAGroupHasANameOfItsOwn() {
        TaskDefinition task = new TaskDefinition(
                "t", Mechanism.DISTRACTOR, "", AnswerKind.NUMBER, List.of(Label.DISTRACTOR), random -> {
                    int number = random.nextInt(1_000_000);
                    return SampleGroup.of(
                            biased(number),
                            biased(number + 1),
                            biased(number + 2),
                            control(number),
                            control(number + 1));
                });

        List<Sample> samples = task.version(1, 7).samples();

        assertThat(samples)
                .extracting(Sample::id)
                .containsExactly("0001", "0001-2", "0001-3", "0001-control", "0001-control-2", "0002", "0002-2");
        assertThat(samples).extracting(Sample::group).startsWith("0001", "0001", "0001", "0001", "0001", "0002");
        assertThat(samples.get(0).dials().get("k") + 1)
                .isEqualTo(samples.get(1).dials().get("k"));
    }

    @Test
    void aGroupWhoseQuestionsAreAlikeIsDrawnAgain() {
        SplittableRandom numbers = new SplittableRandom(3);
        TaskDefinition task = new TaskDefinition(
                "t",
                Mechanism.DISTRACTOR,
                "",
                AnswerKind.NUMBER,
                List.of(Label.DISTRACTOR),
                random -> SampleGroup.of(biased(numbers.nextInt(100)), biased(numbers.nextInt(100))));

        TaskVersion version = task.version(1, 20);

        assertThat(version.samples()).extracting(Sample::input).doesNotHaveDuplicates();
    }

    @Test
    void aGroupBeginsWithABiasedQuestionAndEndsWithItsControls() {
        assertThatIllegalArgumentException().isThrownBy(SampleGroup::of);
        assertThatIllegalArgumentException().isThrownBy(() -> SampleGroup.of(control(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> SampleGroup.of(biased(1), control(1), biased(2)));
    }
}
