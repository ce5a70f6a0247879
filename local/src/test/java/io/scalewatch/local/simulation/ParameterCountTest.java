package io.scalewatch.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterCountTest {

    @ParameterizedTest
    @CsvSource({"1,1", "70000000,70000000", "70M,70000000", "1.5B,1500000000", "0.35B,350000000", "2T,2000000000000"})
    void countsAsPeopleWriteThem(String text, long count) {
        assertThat(ParameterCount.parse(text)).contains(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1.5", "0.0000001B", "7b", "B", "1e9", "99999999999999T", "7 B"})
    void nothingElseIsACount(String text) {
        assertThat(ParameterCount.parse(text)).isEmpty();
    }

    @Test
    void largeButFitting() {
        assertThat(ParameterCount.parse("9000T")).contains(9_000_000_000_000_000L);
    }
}
