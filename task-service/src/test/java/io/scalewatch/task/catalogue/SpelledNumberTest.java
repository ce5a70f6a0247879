package io.scalewatch.task.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpelledNumberTest {

    @ParameterizedTest
    @CsvSource({
        "0, zero",
        "13, thirteen",
        "40, forty",
        "99, ninety-nine",
        "100, one hundred",
        "115, one hundred and fifteen",
        "342, three hundred and forty-two",
        "1000, one thousand",
        "2016, two thousand and sixteen",
        "9100, nine thousand one hundred"
    })
    void numbersAreSpelledAsPeopleDo(int number, String words) {
        assertThat(SpelledNumber.of(number)).isEqualTo(words);
    }

    @Test
    void noTwoAreSpelledAlike() {
        Set<String> spelled = new HashSet<>();
        for (int number = 0; number < 10_000; number++) {
            spelled.add(SpelledNumber.of(number));
        }
        assertThat(spelled).hasSize(10_000);
    }

    @Test
    void othersAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SpelledNumber.of(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> SpelledNumber.of(10_000));
    }
}
