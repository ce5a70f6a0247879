package io.scalewatch.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Label;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnswerValueTest {

    private static final AnswerSpec NUMBER =
            new AnswerSpec(AnswerKind.NUMBER, List.of("27"), Map.of(Label.DISTRACTOR, List.of("28", "29", "90")));

    @ParameterizedTest
    @EnumSource(Label.class)
    void theLabelIsTheOneWishedForWhereTheSampleHasIt(Label wished) {
        AnswerSpec all = new AnswerSpec(
                AnswerKind.TEXT,
                List.of("x"),
                Map.of(Label.DISTRACTOR, List.of("d"), Label.TRAP, List.of("t"), Label.SYCOPHANTIC, List.of("s")));

        assertThat(of(all, wished).label()).isEqualTo(wished);
    }

    @Test
    void anotherWrongNumberIsNeitherRightNorProvoked() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 500; i++) {
            AnswerValue value = AnswerValue.of(NUMBER, Optional.of(Label.OTHER_WRONG), random);
            assertThat(value.label()).isEqualTo(Label.OTHER_WRONG);
            assertThat(value.text()).isNotIn("27", "28", "29", "90");
        }
    }

    @Test
    void withoutAWishItIsWhatTheSampleProvokes() {
        assertThat(AnswerValue.of(NUMBER, Optional.empty(), new SplittableRandom(1))
                        .label())
                .isEqualTo(Label.DISTRACTOR);
    }

    @Test
    void aLabelThatTheSampleLacksBecomesOtherWrong() {
        assertThat(of(NUMBER, Label.SYCOPHANTIC).label()).isEqualTo(Label.OTHER_WRONG);
    }

    @Test
    void capitalsAloneMakeNoOtherAnswer() {
        AnswerSpec first = new AnswerSpec(AnswerKind.ENDING, List.of("First"), Map.of(Label.TRAP, List.of("first")));

        assertThat(of(first, Label.TRAP).label()).isEqualTo(Label.OTHER_WRONG);
    }

    private static AnswerValue of(AnswerSpec spec, Label wished) {
        return AnswerValue.of(spec, Optional.of(wished), new SplittableRandom(1));
    }
}
