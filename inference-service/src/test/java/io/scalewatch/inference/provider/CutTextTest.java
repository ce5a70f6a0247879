package io.scalewatch.inference.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CutTextTest {

    @Test
    void aShortTextStaysAsItIs() {
        assertThat(CutText.of("0123456789", 10)).isEqualTo("0123456789");
        assertThat(CutText.of("", 10)).isEmpty();
    }

    @Test
    void aLongTextIsCutWithAMark() {
        assertThat(CutText.of("0123456789x", 10)).isEqualTo("0123456789\n[cut by Scalewatch]");
    }

    @Test
    void noCharacterIsCutInTwo() {
        String text = "aé€😀aé€😀";
        for (int most = 0; most < text.getBytes(StandardCharsets.UTF_8).length; most++) {
            String kept = CutText.of(text, most);

            String before = kept.substring(0, kept.length() - CutText.MARK.length());
            assertThat(text).startsWith(before);
            assertThat(before.getBytes(StandardCharsets.UTF_8).length).isBetween(most - 3, most);
        }
    }
}
