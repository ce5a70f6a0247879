package io.scalewatch.analysis.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.Span;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExcerptTest {

    private static final int MOST = 160;

    @Test
    void aShortTextIsWhole() {
        assertThat(Excerpt.of("7", Optional.of(new Span(0, 1)), MOST)).isEqualTo(Excerpt.whole("7"));
        assertThat(Excerpt.of("", Optional.empty(), MOST)).isEqualTo(Excerpt.whole(""));
    }

    @Test
    void ofALongOneTheBeginningTheAnswerAndTheEndAreThere() {
        String text = "a".repeat(500) + "ANSWER" + "b".repeat(500);
        Excerpt excerpt = Excerpt.of(text, Optional.of(new Span(500, 506)), MOST);
        assertThat(excerpt.length()).isEqualTo(1_006);
        assertThat(excerpt.parts()).extracting(Excerpt.Part::at).containsExactly(0, 490, 966);
        assertThat(excerpt.parts().get(1).text()).isEqualTo("a".repeat(10) + "ANSWER" + "b".repeat(10));
    }

    /// Whatever the text and the span: the parts are the text's, in order, apart, together not much longer than
    /// asked for; what the span begins with is there; and no character is halved.
    @Test
    void partsAreWholeCharactersOfTheTextInOrder() {
        SplittableRandom random = new SplittableRandom(8);
        for (int round = 0; round < 5_000; round++) {
            StringBuilder made = new StringBuilder();
            int characters = random.nextInt(600);
            for (int i = 0; i < characters; i++) {
                made.appendCodePoint(random.nextInt(3) == 0 ? 0x1F600 + random.nextInt(50) : 'a' + random.nextInt(26));
            }
            String text = made.toString();
            int start = random.nextInt(text.length() + 1);
            Span span = new Span(start, start + random.nextInt(text.length() - start + 1));
            Excerpt excerpt = Excerpt.of(text, Optional.of(span), MOST);
            int end = -1;
            int shown = 0;
            for (Excerpt.Part part : excerpt.parts()) {
                assertThat(part.at()).isGreaterThan(end);
                end = part.at() + part.text().length();
                shown += part.text().length();
                assertThat(text.substring(part.at(), end)).isEqualTo(part.text());
                assertThat(part.text().codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
            }
            assertThat(end).isEqualTo(text.length());
            assertThat(shown).isLessThanOrEqualTo(MOST + MOST / 4 + 3);
            assertThat(excerpt.parts())
                    .anyMatch(part -> part.at() <= start
                            && start <= part.at() + part.text().length());
        }
    }

    @Test
    void noTextIsInWhatIsLogged() {
        assertThat(Excerpt.whole("secret")).asString().doesNotContain("secret");
    }
}
