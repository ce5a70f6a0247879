package io.scalewatch.scoring.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatedConfidenceTest {

    @Test
    void readsAPercentageThatSpeaksOfCertainty() {
        assertThat(StatedConfidence.find("I'm 90% sure that it is 7.")).contains(0.9);
        assertThat(StatedConfidence.find("7\nConfidence: 75 %")).contains(0.75);
        assertThat(StatedConfidence.find("I am sixty, no, 60 percent certain.")).contains(0.6);
        assertThat(StatedConfidence.find("Confidence: 50%. On reflection, my confidence is 80%."))
                .contains(0.8);
    }

    @Test
    void otherPercentagesAreNone() {
        assertThat(StatedConfidence.find("The answer is 12%.")).isEmpty();
        assertThat(StatedConfidence.find("I'm 200% sure.")).isEmpty();
        assertThat(StatedConfidence.find("I'm sure.")).isEmpty();
        assertThat(StatedConfidence.find("<think>I'm 90% sure")).isEmpty();
    }
}
