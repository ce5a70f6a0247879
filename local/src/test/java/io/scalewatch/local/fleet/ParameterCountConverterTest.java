package io.scalewatch.local.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ParameterCountConverterTest {

    private final ParameterCountConverter converter = new ParameterCountConverter();

    @ParameterizedTest
    @CsvSource({"410000000, 410000000", "4.1e8, 410000000", "410M, 410000000", "0.41b, 410000000", "1T, 1000000000000"})
    void takesWhatPeopleWrite(String text, long parameters) {
        assertThat(converter.convert(text)).isEqualTo(parameters);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "B", "seven", "1.5", "7BB", "1e300"})
    void namesWhatItCanNotRead(String text) {
        assertThatThrownBy(() -> converter.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void aBlankAroundItDoesNotMatter() {
        assertThat(converter.convert(" 7B ")).isEqualTo(7_000_000_000L);
    }
}
