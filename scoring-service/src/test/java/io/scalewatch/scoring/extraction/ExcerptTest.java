package io.scalewatch.scoring.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Span;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExcerptTest {

    private static final AnswerSpec SEVEN = new AnswerSpec(AnswerKind.NUMBER, List.of("7"), Map.of());

    @Test
    void anAnswerAtTheEndOfALongTextIsFoundWhereItIs() {
        String text = "word ".repeat(10_000) + "\nThe answer is 7.";

        Extraction.Found found = found(text);

        assertThat(text.substring(found.span().start(), found.span().end())).isEqualTo("7");
    }

    @Test
    void anAnswerAtTheStartOfALongTextIsFoundWhereItIs() {
        String text = "ANSWER: 7\n" + "word ".repeat(10_000);

        Extraction.Found found = found(text);

        assertThat(found.span()).isEqualTo(new Span(8, 9));
    }

    @Test
    void textsAroundTheLimitKeepTheirPlaces() {
        for (int length = Excerpt.HEAD + Excerpt.TAIL - 3; length < Excerpt.HEAD + Excerpt.TAIL + 4; length++) {
            String text = "x".repeat(length - 18) + " The answer is 7.\n";
            assertThat(text).hasSize(length);

            Extraction.Found found = found(text);

            assertThat(found.span()).isEqualTo(new Span(length - 3, length - 2));
        }
    }

    private static Extraction.Found found(String text) {
        return (Extraction.Found) new AnswerExtractor(SEVEN).extract(Visible.of(text), false);
    }
}
