package io.scalewatch.analysis.curves;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordingTest {

    @Test
    void sizesAreInWords() {
        assertThat(Wording.size(1_400_000_000L)).isEqualTo("1.4B");
        assertThat(Wording.size(6_900_000_000L)).isEqualTo("6.9B");
        assertThat(Wording.size(410_000_000L)).isEqualTo("410M");
        assertThat(Wording.size(999_999_999L)).isEqualTo("1B");
        assertThat(Wording.size(14_000)).isEqualTo("14K");
        assertThat(Wording.size(7)).isEqualTo("7");
    }

    @Test
    void numbersAreRoundedToTheirDigits() {
        assertThat(Wording.fixed(-0.04, 1)).isEqualTo("0.0");
        assertThat(Wording.fixed(-0.06, 1)).isEqualTo("-0.1");
        assertThat(Wording.fixed(12.005, 3)).isEqualTo("12.005");
        assertThat(Wording.fixed(12.5, 0)).isEqualTo("13");
        assertThat(Wording.points(-0.2)).isEqualTo("-20.0");
        assertThat(Wording.points(0.0311)).isEqualTo("+3.1");
        assertThat(Wording.percent(0.873)).isEqualTo("87 %");
        assertThat(Wording.probability(0.0004)).isEqualTo("p < 0.001");
        assertThat(Wording.probability(0.04)).isEqualTo("p = 0.040");
    }
}
