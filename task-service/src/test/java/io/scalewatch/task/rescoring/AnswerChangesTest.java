package io.scalewatch.task.rescoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.task.catalogue.Mechanism;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerChangesTest {

    private static Sample sample(String id, String question, AnswerSpec answer) {
        return new Sample(id, List.of(Message.user(question)), id, false, Map.of(), answer);
    }

    private static AnswerSpec number(String target) {
        return new AnswerSpec(AnswerKind.NUMBER, List.of(target), Map.of());
    }

    private static AnswerSpec choice(String target, String... choices) {
        return new AnswerSpec(AnswerKind.CHOICE, List.of(target), List.of(choices), Map.of(), Optional.empty());
    }

    private static AnswerChanges changes(Sample asked, Sample... others) {
        TaskVersion other = new TaskVersion(
                "task", "v2", Mechanism.DISTRACTOR, "", AnswerKind.NUMBER, List.of(Label.DISTRACTOR), List.of(others));
        return AnswerChanges.of(List.of(asked), other);
    }

    @Test
    void anotherAnswerToTheSamePromptIsAChange() {
        AnswerChanges changes = changes(sample("a", "1 + 1?", number("3")), sample("a", "1 + 1?", number("2")));

        assertThat(changes.fits()).isTrue();
        assertThat(changes.changed()).containsExactly(Map.entry("a", number("2")));
    }

    @Test
    void theSameAnswerIsNoneAndWhatWasNotAskedDoesNotMatter() {
        AnswerChanges changes = changes(
                sample("a", "1 + 1?", number("2")),
                sample("a", "1 + 1?", number("2")),
                sample("b", "2 + 2?", number("4")));

        assertThat(changes.fits()).isTrue();
        assertThat(changes.changed()).isEmpty();
    }

    @Test
    void anotherPromptOrOtherChoicesOrNoSampleAtAllDoNotFit() {
        assertThat(changes(sample("a", "1 + 1?", number("2")), sample("a", "1 + 2?", number("3")))
                        .otherPrompt())
                .containsExactly("a");
        assertThat(changes(
                                sample("a", "Which?", choice("A", "red", "blue")),
                                sample("a", "Which?", choice("B", "blue", "red")))
                        .otherPrompt())
                .containsExactly("a");
        assertThat(changes(sample("a", "1 + 1?", number("2")), sample("b", "1 + 1?", number("2")))
                        .missing())
                .containsExactly("a");
    }
}
