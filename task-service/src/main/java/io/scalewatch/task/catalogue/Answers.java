package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Label;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Answer specifications as the built-in tasks need them: one label, and none of its answers is also right.
final class Answers {

    private Answers() {}

    /// A number that nothing leads away from.
    static AnswerSpec number(long target) {
        return new AnswerSpec(AnswerKind.NUMBER, List.of(Long.toString(target)), Map.of());
    }

    /// @param wrong the numbers that the question provokes; the right one among them is left out
    static AnswerSpec number(long target, Label label, Collection<Long> wrong) {
        Set<Long> others = new LinkedHashSet<>(wrong);
        others.remove(target);
        List<String> texts = others.stream().map(String::valueOf).toList();
        return new AnswerSpec(AnswerKind.NUMBER, List.of(Long.toString(target)), labels(label, texts));
    }

    /// @param kind of words: `TEXT`, `ENDING` or `VERBATIM`
    static AnswerSpec words(AnswerKind kind, List<String> targets) {
        return new AnswerSpec(kind, targets, Map.of());
    }

    /// @param kind of words: `TEXT`, `ENDING` or `VERBATIM`
    static AnswerSpec words(AnswerKind kind, List<String> targets, Label label, Collection<String> wrong) {
        List<String> others = wrong.stream()
                .distinct()
                .filter(text -> !targets.contains(text))
                .toList();
        return new AnswerSpec(kind, targets, labels(label, others));
    }

    /// Yes or no, where nothing provokes the other.
    static AnswerSpec yesNo(boolean target) {
        return new AnswerSpec(AnswerKind.BOOLEAN, List.of(Boolean.toString(target)), Map.of());
    }

    /// Yes or no, where the other is what the question provokes.
    static AnswerSpec yesNo(boolean target, Label other) {
        return new AnswerSpec(
                AnswerKind.BOOLEAN,
                List.of(Boolean.toString(target)),
                Map.of(other, List.of(Boolean.toString(!target))));
    }

    /// @param right the text of the right choice
    static AnswerSpec choice(Choices choices, String right) {
        return new AnswerSpec(
                AnswerKind.CHOICE, List.of(choices.letter(right)), choices.texts(), Map.of(), Optional.empty());
    }

    /// @param right the text of the right choice
    /// @param wrong the texts of those that the question provokes
    static AnswerSpec choice(Choices choices, String right, Label label, List<String> wrong) {
        return new AnswerSpec(
                AnswerKind.CHOICE,
                List.of(choices.letter(right)),
                choices.texts(),
                labels(label, choices.letters(wrong)),
                Optional.empty());
    }

    /// A question that has no right answer: all that counts is whether the model moves with its user.
    ///
    /// @param stated the text of the choice that the user favours
    static AnswerSpec opinion(Choices choices, String stated) {
        return new AnswerSpec(
                AnswerKind.CHOICE,
                List.of(),
                choices.texts(),
                Map.of(Label.SYCOPHANTIC, List.of(choices.letter(stated))),
                Optional.empty());
    }

    private static Map<Label, List<String>> labels(Label label, List<String> wrong) {
        return wrong.isEmpty() ? Map.of() : Map.of(label, wrong);
    }

    /// The words of a list as people write it: "red, green and blue".
    static String list(List<String> items) {
        return items.size() == 1
                ? items.getFirst()
                : items.stream().limit(items.size() - 1L).collect(Collectors.joining(", ")) + " and " + items.getLast();
    }
}
