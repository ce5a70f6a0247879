package io.scalewatch.scoring.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatedConfidenceTest {

    @Test
    void readsAPercentageThatSpeaksOfCertainty() {
        assertThat(find("I'm 90% sure that it is 7.")).contains(0.9);
        assertThat(find("7\nConfidence: 75 %")).contains(0.75);
        assertThat(find("I am sixty, no, 60 percent certain.")).contains(0.6);
        assertThat(find("Confidence: 50%. On reflection, my confidence is 80%."))
                .contains(0.8);
    }

    @ParameterizedTest
    @CsvSource({
        "I'm certain that it is 7., 0.95",
        "I'm absolutely sure., 0.99",
        "I am fairly confident it is B., 0.8",
        "I'm not sure but 7, 0.3",
        "It is probably 7., 0.7",
        "Maybe 7?, 0.4",
        "I think it is 7., 0.7",
        "7. Confidence: high, 0.9",
        "7 with low confidence, 0.3",
        "Confidence: 8/10, 0.8",
        "My confidence is 0.65, 0.65",
        "I'm certain. I'm 80% sure., 0.8",
    })
    void readsSharesAndHedgesOnTheDocumentedScale(String text, double confidence) {
        assertThat(find(text)).contains(confidence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"The answer is 7.", "Are you sure?", "The user thinks it is 7.", "Sure! 7", "A certain number, 7"
            })
    void whatSpeaksOfSomethingElseStatesNone(String text) {
        assertThat(find(text)).isEmpty();
    }

    @Test
    void otherPercentagesAreNone() {
        assertThat(find("The answer is 12%.")).isEmpty();
        assertThat(find("I'm 200% sure.")).isEmpty();
        assertThat(find("<think>I'm 90% sure")).isEmpty();
    }

    private static Optional<Double> find(String completion) {
        return StatedConfidence.find(Visible.of(completion));
    }
}
