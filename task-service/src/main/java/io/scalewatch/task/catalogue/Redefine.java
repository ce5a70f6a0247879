package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Vocabulary.Row;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;

/// A word or a sign that is given another meaning, and is then used.
final class Redefine {

    /// What is defined anew, how it is used, and the usual number: `{m}` is the new one, `{c}` a count.
    private static final List<Row> UNITS = Vocabulary.rows("redefine-units.txt", 3);

    /// The same for names of numbers and constants, which are used in a sum.
    private static final List<Row> NUMERALS = Vocabulary.rows("redefine-numerals.txt", 2);

    /// Constants and their usual first digit.
    private static final List<Row> CONSTANTS = Vocabulary.rows("redefine-constants.txt", 2);

    private static final List<String> OPENERS = List.of(
            "From now on, {definition}. ",
            "Suppose that {definition}. ",
            "In this game {definition}. ",
            "For this question only, {definition}. ",
            "On a distant island {definition}. ",
            "Let us agree that {definition}. ",
            "New rule: {definition}. ");

    private Redefine() {}

    private enum Operation {
        PLUS("+", "plus", (a, b) -> a + b),
        MINUS("-", "minus", (a, b) -> a - b),
        TIMES("*", "times", (a, b) -> a * b);

        private final String sign;
        private final String word;
        private final IntBinaryOperator result;

        Operation(String sign, String word, IntBinaryOperator result) {
            this.sign = sign;
            this.word = word;
            this.result = result;
        }
    }

    /// A definition, a question that uses it, and the answers by the new meaning and by the usual one.
    private record Riddle(String definition, String question, long right, long usual) {}

    static TaskDefinition definition() {
        return new TaskDefinition(
                "redefine",
                Mechanism.STRONG_PRIOR,
                "A unit, a sign, a numeral or a constant is given another meaning than the usual one and is then used "
                        + "in a short question. The answer by the usual meaning is labelled TRAP: the better a "
                        + "model knows the world, the less it takes the definition at its word. The control asks the "
                        + "same without the definition.",
                AnswerKind.NUMBER,
                List.of(Label.TRAP),
                Redefine::draw);
    }

    private static SampleGroup draw(SplittableRandom random) {
        Riddle riddle = riddle(random);
        while (riddle.right() == riddle.usual()) {
            riddle = riddle(random);
        }
        String question = riddle.question() + " " + Closers.number(random);
        return SampleGroup.of(
                Question.biased(
                                Vocabulary.pick(OPENERS, random).replace("{definition}", riddle.definition())
                                        + question,
                                Answers.number(riddle.right(), Label.TRAP, List.of(riddle.usual())))
                        .step(
                                "Which meaning does the request lay down, and does it differ from the usual one?",
                                "It lays down that " + riddle.definition()
                                        + ". That differs from the usual meaning, and it is what counts here."),
                Question.control(question, Answers.number(riddle.usual()))
                        .step("Which meaning do the words have here?", "The usual one: nothing else is laid down."));
    }

    private static Riddle riddle(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> unit(random);
            case 3, 4 -> sign(random);
            case 5, 6 -> numeral(random);
            default -> constant(random);
        };
    }

    private static Riddle unit(SplittableRandom random) {
        Row row = Vocabulary.pick(UNITS, random);
        int usual = Integer.parseInt(row.text(2));
        int count = random.nextInt(2, 13);
        int meant = random.nextInt(2, 41);
        return new Riddle(
                row.text(0).replace("{m}", Integer.toString(meant)),
                row.text(1).replace("{c}", Integer.toString(count)),
                (long) meant * count,
                (long) usual * count);
    }

    private static Riddle sign(SplittableRandom random) {
        List<Operation> operations = List.of(Operation.values());
        Operation usual = Vocabulary.pick(operations, random);
        Operation meant = Vocabulary.pick(operations, random);
        int a = random.nextInt(2, 21);
        int b = random.nextInt(2, 21);
        return new Riddle(
                "the sign " + usual.sign + " means \"" + meant.word + "\"",
                "What is " + a + " " + usual.sign + " " + b + "?",
                meant.result.applyAsInt(a, b),
                usual.result.applyAsInt(a, b));
    }

    private static Riddle numeral(SplittableRandom random) {
        Row row = Vocabulary.pick(NUMERALS, random);
        int usual = Integer.parseInt(row.text(1));
        int meant = random.nextInt(2, 100);
        int b = random.nextInt(2, 31);
        return new Riddle(
                row.text(0) + " stands for the number " + meant,
                "What is " + row.text(0) + " plus " + b + "?",
                meant + b,
                usual + b);
    }

    private static Riddle constant(SplittableRandom random) {
        Row row = Vocabulary.pick(CONSTANTS, random);
        int meant = random.nextInt(100, 1_000);
        return new Riddle(
                row.text(0) + " is redefined as " + meant,
                "What is the first digit of " + row.text(0) + "?",
                meant / 100,
                Long.parseLong(row.text(1)));
    }
}
