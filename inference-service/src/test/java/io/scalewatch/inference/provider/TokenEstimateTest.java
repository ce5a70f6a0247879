package io.scalewatch.inference.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.TokenUsage;
import io.scalewatch.inference.testing.Prompts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenEstimateTest {

    private final PromptIssued prompt = Prompts.asking(
            List.of(Message.user("12345678"), Message.user("9")),
            GenerationParameters.DEFAULT,
            new AnswerSpec(AnswerKind.NUMBER, List.of("1"), Map.of()));

    @Test
    void whatTheEndpointCountedStands() {
        TokenUsage counted = new TokenUsage(3, 1);

        assertThat(TokenEstimate.complete(prompt, "forty-two", counted)).isEqualTo(counted);
        assertThat(TokenEstimate.complete(prompt, "", new TokenUsage(3, 0)))
                .as("nothing was written")
                .isEqualTo(new TokenUsage(3, 0));
    }

    @Test
    void whatItDidNotCountIsEstimatedAndMarkedSo() {
        assertThat(TokenEstimate.complete(prompt, "forty-two", TokenUsage.NONE)).isEqualTo(TokenUsage.estimate(3, 3));
        assertThat(TokenEstimate.complete(prompt, "forty-two", new TokenUsage(7, 0)))
                .isEqualTo(TokenUsage.estimate(7, 3));
    }
}
