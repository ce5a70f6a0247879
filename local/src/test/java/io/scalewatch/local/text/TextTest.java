package io.scalewatch.local.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void sizesAreShort() {
        assertThat(List.of(70_000_000L, 1_000_000_000L, 1_400_000_000L, 12_000_000_000L, 999_900_000L))
                .extracting(Sizes::text)
                .containsExactly("70M", "1B", "1.4B", "12B", "1B");
    }

    @Test
    void columnsAreAsWideAsTheirWidestText() {
        assertThat(Columns.lines(List.of("a", "bb"), List.of(List.of("ccc", "d"), List.of("", "e"))))
                .containsExactly("a    bb", "-------", "ccc  d", "     e");
    }

    @Test
    void aTerminalFindsNothingToObey() {
        assertThat(Printable.of("a\u001b[2J\tb\nc\u0007")).isEqualTo("a?[2J\tb\nc?");
        assertThat(Printable.line("a\tb\nc")).isEqualTo("a b c");
    }
}
