package io.scalewatch.task.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VariantTest {

    private static final Sample SAMPLE = new Sample(
            "s",
            List.of(new Message(Message.Role.SYSTEM, "Be brief."), Message.user("What is 2 + 2?")),
            "s",
            false,
            Map.of(),
            new AnswerSpec(AnswerKind.NUMBER, List.of("4"), Map.of()));

    @Test
    void theyAreFoundByName() {
        assertThat(Variant.of("baseline")).contains(Variant.BASELINE);
        assertThat(Variant.of("explicit-instruction")).contains(Variant.EXPLICIT_INSTRUCTION);
        assertThat(Variant.of("step-by-step")).contains(Variant.STEP_BY_STEP);
        assertThat(Variant.of("Baseline")).isEmpty();
    }

    @Test
    void theBaselineIsTheSampleItself() {
        assertThat(Variant.BASELINE.messages(SAMPLE)).isEqualTo(SAMPLE.input());
    }

    @Test
    void theOthersAddToTheLastTurnOnly() {
        for (Variant variant : List.of(Variant.EXPLICIT_INSTRUCTION, Variant.STEP_BY_STEP)) {
            List<Message> messages = variant.messages(SAMPLE);

            assertThat(messages).hasSize(2);
            assertThat(messages.getFirst()).isEqualTo(SAMPLE.input().getFirst());
            assertThat(messages.getLast().role()).isEqualTo(Message.Role.USER);
            assertThat(messages.getLast().content())
                    .startsWith("What is 2 + 2?\n\n")
                    .hasSizeGreaterThan(60);
        }
        assertThat(Variant.STEP_BY_STEP.messages(SAMPLE).getLast().content()).contains("\nANSWER: ");
    }

    @Test
    void noTwoPromptsOfTheCatalogueAreAlike() {
        Set<List<Message>> seen = new HashSet<>();
        int asked = 0;
        for (TaskVersion task : BuiltInTasks.all()) {
            for (Sample sample : task.samples()) {
                for (Variant variant : Variant.values()) {
                    seen.add(variant.messages(sample));
                    asked++;
                }
            }
        }
        assertThat(seen).hasSize(asked);
    }
}
