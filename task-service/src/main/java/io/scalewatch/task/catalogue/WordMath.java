package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Fractions and multiples of each other, in words.
final class WordMath {

    private static final int LARGEST = 6;

    private static final List<String> QUESTIONS = List.of(
            "What is {words}?",
            "How much is {words}?",
            "Work out {words}.",
            "Please compute {words}.",
            "Which number is {words}?",
            "A riddle: which number do I get as {words}?");

    private static final List<String> FORMULAS = List.of(
            "What is {formula}?",
            "How much is {formula}?",
            "Work out {formula}.",
            "Please compute {formula}.",
            "Which number is {formula}?",
            "A riddle: which number do I get as {formula}?");

    private WordMath() {}

    /// @param up what a number is multiplied by
    /// @param down what it is divided by
    private record Step(String words, String formula, int up, int down) {

        boolean divides(long number) {
            return number * up % down == 0;
        }

        long of(long number) {
            return number * up / down;
        }
    }

    private static final List<Step> STEPS = List.of(
            new Step("one half of", "1/2 *", 1, 2),
            new Step("half of", "1/2 *", 1, 2),
            new Step("one third of", "1/3 *", 1, 3),
            new Step("a third of", "1/3 *", 1, 3),
            new Step("one quarter of", "1/4 *", 1, 4),
            new Step("one fifth of", "1/5 *", 1, 5),
            new Step("one sixth of", "1/6 *", 1, 6),
            new Step("two thirds of", "2/3 *", 2, 3),
            new Step("three quarters of", "3/4 *", 3, 4),
            new Step("twice", "2 *", 2, 1),
            new Step("three times", "3 *", 3, 1),
            new Step("four times", "4 *", 4, 1));

    static TaskDefinition definition() {
        return new TaskDefinition(
                "word-math",
                Mechanism.SURFACE_FEATURES,
                "A number that is said in words as a part or a multiple of a part or a multiple, such as one half of "
                        + "one third of twelve. What comes of a reading by the surface is labelled TRAP: only one of "
                        + "the two steps, both added, or each step the other way round. The control writes the same "
                        + "as a formula.",
                AnswerKind.NUMBER,
                List.of(Label.TRAP),
                WordMath::draw);
    }

    private static SampleGroup draw(SplittableRandom random) {
        Step outer = Vocabulary.pick(STEPS, random);
        Step inner = Vocabulary.pick(STEPS, random);
        // A multiple of both denominators, so that every step comes out whole.
        int unit = outer.down() * inner.down();
        int number = unit * (unit < 3 ? random.nextInt(3, 16) : random.nextInt(1, LARGEST + 1));
        long target = outer.of(inner.of(number));
        int wording = random.nextInt(QUESTIONS.size());
        String words = outer.words() + " " + inner.words() + " " + SpelledNumber.of(number);
        String formula = outer.formula() + " " + inner.formula() + " " + number;
        String closer = " " + Closers.number(random);
        return SampleGroup.of(
                stepped(
                        Question.biased(
                                QUESTIONS.get(wording).replace("{words}", words) + closer,
                                Answers.number(target, Label.TRAP, surface(outer, inner, number))),
                        number),
                stepped(
                        Question.control(
                                FORMULAS.get(wording).replace("{formula}", formula) + closer, Answers.number(target)),
                        number));
    }

    private static Question stepped(Question question, int number) {
        return question.step(
                "Which number does one begin with, and in which order are the steps taken?",
                "One begins with " + number + " at the end and goes back to the front, a step at a time, each on what "
                        + "the one before has left.");
    }

    private static List<Long> surface(Step outer, Step inner, long number) {
        List<Long> wrong = new ArrayList<>(List.of(number));
        if (outer.divides(number)) {
            wrong.add(outer.of(number));
        }
        if (inner.divides(number)) {
            wrong.add(inner.of(number));
        }
        if (outer.divides(number) && inner.divides(number)) {
            wrong.add(outer.of(number) + inner.of(number));
        }
        wrong.add(number * outer.down() * inner.down());
        if (number % (outer.down() + inner.down()) == 0 && outer.down() > 1 && inner.down() > 1) {
            wrong.add(number / (outer.down() + inner.down()));
        }
        return wrong;
    }
}
