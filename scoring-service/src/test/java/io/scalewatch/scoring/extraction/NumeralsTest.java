package io.scalewatch.scoring.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumeralsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | 7",
                "-7 | -7",
                "- 7 | 7",
                "10 - 7 | 10 7",
                "10-7 | 10 7",
                "(-7) | -7",
                "minus seven | -7",
                "1,234 | 1234",
                "1,234,567.5 | 1234567.5",
                "1.234.567 | 1234567",
                "1.234,5 | 1234.5",
                "3,5 | 3.5",
                "0,125 | 0.125",
                "1/2 | 0.5",
                "2 1/2 | 2.5",
                "1/0 | ''",
                "5% | 5%",
                "0.05, or 5% | 0.05",
                ".375 | 0.375",
                "48 250 | 48250",
                "48'250 | 48250",
                "48{,}250 | 48250",
                "48.5k | 48500",
                "three-eighths | 0.375",
                "12 degrees below zero | -12 0",
                "two thousand, three hundred | 2300",
                "12kg | 12",
                "1st and 2nd | ''",
                "thirty-two | 32",
                "one hundred and five | 105",
                "two thousand three hundred and forty-five | 2345",
                "three million | 3000000",
                "2.5 million | 2500000",
                "twenty twenty | 20 20",
                "ten five | 10 5",
                "six times seven | 6 7",
                "3 x 10^-2 | 0.03",
                "H2O | ''",
                "1.2.3 | ''",
                "zero | 0",
                "-0 | 0",
            })
    void readsNumbersAsTheyAreWritten(String text, String expected) {
        assertThat(values(text)).isEqualTo(expected);
    }

    @Test
    void readsBackWhatWasWrittenWithSeparators() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2_000; i++) {
            long value = random.nextLong(1_000_000_000_000L);

            assertThat(values(String.format(Locale.ROOT, "%,d", value))).isEqualTo(Long.toString(value));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7'", "7_", "7{,}", "7\\,"})
    void nothingNeedStandBehindASeparatorWhateverTheLengthOfTheText(String end) {
        for (int length = 0; length < 40; length++) {
            assertThat(values(";".repeat(length) + end))
                    .as("%d marks before", length)
                    .isEqualTo("7");
        }
    }

    private static String values(String text) {
        List<String> values =
                Numerals.find(new Words(text)).stream().map(Mention::value).toList();
        return String.join(" ", values);
    }
}
