package io.scalewatch.local.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scalewatch.contracts.event.Label;
import org.junit.jupiter.api.Test;

class AgreementTest {

    private static Agreement of(long... counts) {
        Agreement agreement = new Agreement("a", "b");
        Label[] labels = {Label.CORRECT, Label.TRAP};
        for (int i = 0; i < counts.length; i++) {
            for (long n = 0; n < counts[i]; n++) {
                agreement.add(labels[i / 2], labels[i % 2]);
            }
        }
        return agreement;
    }

    /// The example that textbooks have: 20 and 15 alike of 50, by chance a half.
    @Test
    void kappaIsTheAgreementBeyondChance() {
        Agreement agreement = of(20, 5, 10, 15);
        assertThat(agreement.share()).isEqualTo(0.7);
        assertThat(agreement.kappa().orElseThrow()).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void allAlikeIsOneAndChanceIsZero() {
        assertThat(of(3, 0, 0, 2).kappa()).hasValue(1);
        assertThat(of(1, 1, 1, 1).kappa()).hasValue(0);
    }

    @Test
    void oneLabelAloneSaysNothing() {
        Agreement agreement = of(5);
        assertThat(agreement.kappa()).isEmpty();
        assertThat(agreement.report()).contains("agree on 5 of 5 (100.0 %), Cohen's kappa not defined");
    }

    @Test
    void showsTheMatrixOfTheLabelsThatOccur() {
        assertThat(of(20, 5, 10, 15).report().lines())
                .containsSequence(
                        "a and b agree on 35 of 50 (70.0 %), Cohen's kappa 0.400",
                        "a \\ b              CORRECT        TRAP",
                        "CORRECT                 20           5",
                        "TRAP                    10          15");
    }
}
