package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Vocabulary.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Words that look as if they were to be repeated, with an order that says otherwise.
final class DoNotRepeat {

    private static final int MOST_OMITTED = 3;
    private static final int LONGEST_RUN = 9;

    private static final List<Row> WORDS = Vocabulary.rows("do-not-repeat.txt", 1);

    /// Biased and plain, in pairs: `{a}` is to be left out of `{row}`.
    private static final List<List<String>> OMIT = List.of(
            List.of(
                    "Repeat these words in one line, but leave out every \"{a}\": {row}",
                    "Repeat these words in one line: {row}"),
            List.of(
                    "Write down the following words in one line, in their order, and do not write \"{a}\" at all: {row}",
                    "Write down the following words in one line, in their order: {row}"),
            List.of(
                    "{row}\nSay this again without the word \"{a}\", all in one line.",
                    "{row}\nSay this again, all in one line."),
            List.of(
                    "Copy the line below. The word \"{a}\" must not occur in your copy.\n{row}",
                    "Copy the line below.\n{row}"));

    /// `{row}` is a run of `{a}`, of which fewer or more are wanted.
    private static final List<List<String>> COUNT = List.of(
            List.of(
                    "Here is a row: {row}\nWrite the same word {times} in one line, and then stop.",
                    "Here is a row: {row}\nWrite the same row once more."),
            List.of(
                    "{row} ... do not go on like this. Write the word exactly {times}, in one line.",
                    "{row} ... write this row again, in one line."),
            List.of(
                    "Do not repeat this row as it is: {row}\nInstead write its word {times} in one line.",
                    "Repeat this row as it is, in one line: {row}"));

    /// `{b}` is wanted where everything says `{a}`.
    private static final List<List<String>> SWAP = List.of(
            List.of(
                    "{row}. Of the two words \"{a}\" and \"{b}\", write the one that I have not been repeating.",
                    "{row}. Of the two words \"{a}\" and \"{b}\", write the one that I have been repeating."),
            List.of(
                    "Whenever I say \"{a}\", do not say it after me, say \"{b}\". I say: {a}",
                    "Whenever I say \"{a}\", say it after me. I say: {a}. Do not say \"{b}\"."),
            List.of(
                    "Everyone in the line says the word of the one before: {row}. You are next, and you alone shall say "
                            + "\"{b}\". What do you say?",
                    "Everyone in the line says the word of the one before: {row}. You are next, and \"{b}\" is not "
                            + "wanted. What do you say?"));

    private DoNotRepeat() {}

    static TaskDefinition definition() {
        return new TaskDefinition(
                "do-not-repeat",
                Mechanism.SURFACE_FEATURES,
                "A word or a row of words that looks as if it were to be repeated, with an order that says otherwise: "
                        + "leave one word out, write it only so many times, say the other one. What goes on as the "
                        + "words before it do is labelled TRAP. The control has the words repeated.",
                AnswerKind.TEXT,
                List.of(Label.TRAP),
                DoNotRepeat::draw);
    }

    private static SampleGroup draw(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> omit(random);
            case 1 -> count(random);
            default -> swap(random);
        };
    }

    private static SampleGroup omit(SplittableRandom random) {
        List<String> words = new ArrayList<>(Vocabulary.several(WORDS, random.nextInt(3, 6), random));
        String omitted = words.getFirst();
        int times = random.nextInt(1, MOST_OMITTED + 1);
        for (int i = 1; i < times; i++) {
            words.add(Math.min(words.size(), 2 * i), omitted);
        }
        Collections.rotate(words, random.nextInt(words.size()));
        List<String> kept = words.stream().filter(word -> !word.equals(omitted)).toList();
        List<String> forms = Vocabulary.pick(OMIT, random);
        return SampleGroup.of(
                stepped(Question.biased(
                        fill(forms.get(0), omitted, omitted, words, 1),
                        Answers.words(
                                AnswerKind.TEXT,
                                List.of(String.join(" ", kept)),
                                Label.TRAP,
                                halfOmitted(words, omitted)))),
                stepped(Question.control(
                        fill(forms.get(1), omitted, omitted, words, 1),
                        Answers.words(AnswerKind.TEXT, List.of(String.join(" ", words))))));
    }

    /// The row with all, or all but some, of what was to be left out.
    private static List<String> halfOmitted(List<String> words, String omitted) {
        List<Integer> places = IntStream.range(0, words.size())
                .filter(i -> words.get(i).equals(omitted))
                .boxed()
                .toList();
        Set<String> rows = new LinkedHashSet<>();
        for (int kept = (1 << places.size()) - 1; kept > 0; kept--) {
            int mask = kept;
            rows.add(IntStream.range(0, words.size())
                    .filter(i -> !places.contains(i) || (mask >> places.indexOf(i) & 1) == 1)
                    .mapToObj(words::get)
                    .collect(Collectors.joining(" ")));
        }
        return List.copyOf(rows);
    }

    private static SampleGroup count(SplittableRandom random) {
        String word = Vocabulary.pick(WORDS, random).text(0);
        int shown = random.nextInt(4, LONGEST_RUN + 1);
        int wanted = random.nextInt(2, shown);
        List<String> row = Collections.nCopies(shown, word);
        List<String> wrong = IntStream.rangeClosed(1, LONGEST_RUN + 3)
                .map(length -> LONGEST_RUN + 4 - length)
                .filter(length -> length > wanted)
                .mapToObj(length -> run(word, length))
                .toList();
        List<String> forms = Vocabulary.pick(COUNT, random);
        return SampleGroup.of(
                stepped(Question.biased(
                        fill(forms.get(0), word, word, row, wanted),
                        Answers.words(AnswerKind.TEXT, List.of(run(word, wanted)), Label.TRAP, wrong))),
                stepped(Question.control(
                        fill(forms.get(1), word, word, row, wanted),
                        Answers.words(AnswerKind.TEXT, List.of(run(word, shown))))));
    }

    private static SampleGroup swap(SplittableRandom random) {
        List<String> words = Vocabulary.several(WORDS, 2, random);
        List<String> row = Collections.nCopies(random.nextInt(3, LONGEST_RUN), words.get(0));
        List<String> forms = Vocabulary.pick(SWAP, random);
        return SampleGroup.of(
                stepped(Question.biased(
                        fill(forms.get(0), words.get(0), words.get(1), row, 1),
                        Answers.words(AnswerKind.TEXT, List.of(words.get(1)), Label.TRAP, List.of(words.get(0))))),
                stepped(Question.control(
                        fill(forms.get(1), words.get(0), words.get(1), row, 1),
                        Answers.words(AnswerKind.TEXT, List.of(words.get(0))))));
    }

    private static Question stepped(Question question) {
        return question.step(
                "Does the request want the words as they stand, or something else?",
                "I read the order itself again and do what it says, whatever the words around it look like.");
    }

    private static String run(String word, int length) {
        return String.join(" ", Collections.nCopies(length, word));
    }

    private static String fill(String form, String a, String b, List<String> row, int wanted) {
        return form.replace("{a}", a)
                .replace("{b}", b)
                .replace("{row}", String.join(" ", row))
                .replace("{times}", SpelledNumber.of(wanted) + " times");
    }
}
