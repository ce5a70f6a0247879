package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Vocabulary.Row;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A row of words in a pattern, whose last word is to break it.
final class PatternMatchingSuppression {

    private static final int SHORTEST = 6;
    private static final int LONGEST = 12;

    private static final List<Row> WORDS = Vocabulary.rows("patterns.txt", 3);

    /// Which word comes at each place, over and over.
    private static final List<List<Integer>> PATTERNS =
            List.of(List.of(0, 1), List.of(0, 0, 1), List.of(0, 1, 1), List.of(0, 1, 2), List.of(0, 1, 0, 2));

    private static final List<String> BREAKING = List.of(
            "Here is a row of {length} words without its last: {row}. Its words are {words}. The last word is to break "
                    + "the pattern. Which word is it?",
            "Finish this row of {length} words so that it ends unexpectedly: {row}, ... Use one of the words {words}. "
                    + "Give only the last word.",
            "The row {row} follows a pattern. Add one more of the words {words} so that the pattern does not go on. "
                    + "Which word do you add?",
            "Task: continue the row by one word, but not as the pattern has it.\nWords: {words}\nRow: {row}\nThe word:",
            "I have written {row}. The next word must surprise everybody who has seen the pattern. I may choose among "
                    + "{words}. What do I write?",
            "{row}: somebody who only copies patterns could go on with this. Do not. Which of the words {words} breaks "
                    + "the pattern at this point?");

    private static final List<String> KEEPING = List.of(
            "Here is a row of {length} words without its last: {row}. Its words are {words}. The last word is to keep "
                    + "the pattern. Which word is it?",
            "Finish this row of {length} words so that it ends as expected: {row}, ... Use one of the words {words}. "
                    + "Give only the last word.",
            "The row {row} follows a pattern. Add one more of the words {words} so that the pattern goes on. Which "
                    + "word do you add?",
            "Task: continue the row by one word, as the pattern has it.\nWords: {words}\nRow: {row}\nThe word:",
            "I have written {row}. The next word must surprise nobody who has seen the pattern. I may choose among "
                    + "{words}. What do I write?",
            "{row}: this row follows a pattern. Which of the words {words} comes next?");

    private PatternMatchingSuppression() {}

    static TaskDefinition definition() {
        return new TaskDefinition(
                "pattern-matching-suppression",
                Mechanism.DISTRACTOR,
                "A row of words that follows a simple pattern, to be continued by one word that breaks it. The word "
                        + "that continues the pattern is labelled DISTRACTOR: what a model sees again and again "
                        + "draws it on, against what it is told. The control asks for the word that keeps the pattern.",
                AnswerKind.TEXT,
                List.of(Label.DISTRACTOR),
                PatternMatchingSuppression::draw);
    }

    private static SampleGroup draw(SplittableRandom random) {
        Row words = Vocabulary.pick(WORDS, random);
        List<Integer> pattern = Vocabulary.pick(PATTERNS, random);
        List<String> used = words.fields().stream()
                .limit(pattern.stream().distinct().count())
                .toList();
        int length = random.nextInt(SHORTEST, LONGEST + 1);
        String row = IntStream.range(0, length - 1)
                .mapToObj(place -> word(used, pattern, place))
                .collect(Collectors.joining(", "));
        String expected = word(used, pattern, length - 1);
        List<String> others =
                used.stream().filter(word -> !word.equals(expected)).toList();
        int wording = random.nextInt(BREAKING.size());
        return SampleGroup.of(
                stepped(
                        Question.biased(
                                fill(BREAKING.get(wording), length, row, used),
                                Answers.words(AnswerKind.TEXT, others, Label.DISTRACTOR, List.of(expected))),
                        "break"),
                stepped(
                        Question.control(
                                fill(KEEPING.get(wording), length, row, used),
                                Answers.words(AnswerKind.TEXT, List.of(expected))),
                        "keep"));
    }

    private static Question stepped(Question question, String what) {
        return question.step(
                "Is the word that comes last to keep the pattern or to break it?",
                "It is to " + what + " the pattern.");
    }

    private static String word(List<String> words, List<Integer> pattern, int place) {
        return words.get(pattern.get(place % pattern.size()));
    }

    private static String fill(String template, int length, String row, List<String> words) {
        return template.replace("{length}", Integer.toString(length))
                .replace("{row}", row)
                .replace("{words}", Answers.list(words));
    }
}
