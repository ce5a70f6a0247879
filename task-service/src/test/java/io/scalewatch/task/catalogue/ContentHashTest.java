package io.scalewatch.task.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContentHashTest {

    private static final AnswerSpec ANSWER =
            new AnswerSpec(AnswerKind.TEXT, List.of("a", "b"), Map.of(Label.TRAP, List.of("c")));

    @Test
    void everyPartOfASampleCounts() {
        AnswerSpec merged = new AnswerSpec(AnswerKind.TEXT, List.of("ab"), Map.of(Label.TRAP, List.of("c")));
        AnswerSpec choices =
                new AnswerSpec(AnswerKind.TEXT, List.of("a"), List.of("b"), ANSWER.labels(), Optional.empty());
        AnswerSpec tolerance =
                new AnswerSpec(AnswerKind.TEXT, List.of("a", "b"), List.of(), ANSWER.labels(), Optional.of(0.5));
        AnswerSpec label = new AnswerSpec(AnswerKind.TEXT, List.of("a", "b"), Map.of(Label.DISTRACTOR, List.of("c")));
        AnswerSpec kind = new AnswerSpec(AnswerKind.ENDING, List.of("a", "b"), ANSWER.labels());
        Sample one = sample("1", "q", "g", false, Map.of(), ANSWER);
        Sample two = sample("2", "q", "g", false, Map.of(), ANSWER);
        List<List<Sample>> different = List.of(
                List.of(one),
                List.of(two),
                List.of(sample("1", "r", "g", false, Map.of(), ANSWER)),
                List.of(sample("1", "q", "h", false, Map.of(), ANSWER)),
                List.of(sample("1", "q", "g", true, Map.of(), ANSWER)),
                List.of(sample("1", "q", "g", false, Map.of("k", 1.0), ANSWER)),
                List.of(sample("1", "q", "g", false, Map.of("k", 2.0), ANSWER)),
                List.of(sample("1", "q", "g", false, Map.of(), merged)),
                List.of(sample("1", "q", "g", false, Map.of(), choices)),
                List.of(sample("1", "q", "g", false, Map.of(), tolerance)),
                List.of(sample("1", "q", "g", false, Map.of(), label)),
                List.of(sample("1", "q", "g", false, Map.of(), kind)),
                List.of(one, two),
                List.of(two, one));

        Sample stepped = stepped(one, "a?", "b");
        Stream<String> hashes = Stream.concat(
                different.stream().map(ContentHash::of),
                Stream.of(
                        ContentHash.of(List.of(stepped)),
                        ContentHash.of(List.of(annotated(one, "{}"))),
                        ContentHash.of(List.of(annotated(one, "{\"a\":1}"))),
                        ContentHash.of(List.of(stepped(one, "a?", "c"))),
                        ContentHash.of(List.of(stepped(stepped, "a?", "b"))),
                        ContentHash.of(List.of(one), List.of(two)),
                        ContentHash.of(List.of(one), List.of(two, two)),
                        ContentHash.of(List.of(one), List.of(stepped))));

        assertThat(hashes).doesNotHaveDuplicates().allMatch(hash -> hash.matches("[0-9a-f]{12}"));
    }

    /// Stored runs name versions, so the encoding must never change.
    @Test
    void theHashIsTheSameForEver() {
        assertThat(ContentHash.of(List.of(sample("1", "q", "g", false, Map.of("k", 1.0), ANSWER))))
                .isEqualTo("955c1b377416");
    }

    @Test
    void anotherNumberOfSamplesThanAnnouncedIsNoHash() {
        ContentHash hash = ContentHash.begin(2);
        hash.add(sample("1", "q", "g", false, Map.of(), ANSWER));

        assertThatThrownBy(hash::version).isInstanceOf(IllegalStateException.class);
    }

    private static Sample annotated(Sample sample, String metadata) {
        return new Sample(
                sample.id(),
                sample.input(),
                sample.group(),
                sample.control(),
                sample.dials(),
                sample.answer(),
                sample.steps(),
                metadata);
    }

    private static Sample stepped(Sample sample, String question, String answer) {
        List<SubQuestion> steps = new ArrayList<>(sample.steps());
        steps.add(new SubQuestion(question, answer));
        return new Sample(
                sample.id(), sample.input(), sample.group(), sample.control(), sample.dials(), sample.answer(), steps);
    }

    private static Sample sample(
            String id, String prompt, String group, boolean control, Map<String, Double> dials, AnswerSpec answer) {
        return new Sample(id, List.of(Message.user(prompt)), group, control, dials, answer);
    }
}
