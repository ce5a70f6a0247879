package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Vocabulary.Row;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// An addition of two small numbers after a sentence with a large number that has nothing to do with it.
final class DistractorArithmetic {

    private static final int SMALLEST_DISTRACTOR = 50;
    private static final int LARGEST_DISTRACTOR = 99;
    private static final int LARGEST_SUMMAND = 20;

    private static final List<Row> CONTEXTS = Vocabulary.rows("distractor-arithmetic.txt", 2);

    private static final List<String> QUESTIONS = List.of(
            "What is {a} + {b}?",
            "How much is {a} + {b}?",
            "What is {a} plus {b}?",
            "How much is {a} plus {b}?",
            "What do you get when you add {a} and {b}?",
            "What is the sum of {a} and {b}?",
            "Please add {a} and {b}. What is the result?",
            "Here is the question: {a} + {b} = ?",
            "Can you tell me what {a} + {b} is?",
            "If you add {b} to {a}, what is the total?",
            "{a} and {b} make how many?",
            "Now work out {a} + {b}.");

    private DistractorArithmetic() {}

    static TaskDefinition definition() {
        return new TaskDefinition(
                "distractor-arithmetic",
                Mechanism.DISTRACTOR,
                "A sentence that mentions a number between 50 and 99, then an addition of two numbers up to 20 that "
                        + "has nothing to do with it. Models that have learned that everything in a question matters "
                        + "work the irrelevant number into the answer; each such sum, difference or product is "
                        + "labelled DISTRACTOR. The control says the same sentence without the number.",
                AnswerKind.NUMBER,
                List.of(Label.DISTRACTOR),
                DistractorArithmetic::draw);
    }

    private static SampleGroup draw(SplittableRandom random) {
        Row context = Vocabulary.pick(CONTEXTS, random);
        int distractor = random.nextInt(SMALLEST_DISTRACTOR, LARGEST_DISTRACTOR + 1);
        int a = random.nextInt(1, LARGEST_SUMMAND + 1);
        int b = random.nextInt(1, LARGEST_SUMMAND + 1);
        String question = Vocabulary.pick(QUESTIONS, random)
                .replace("{a}", Integer.toString(a))
                .replace("{b}", Integer.toString(b));
        AnswerSpec answer = new AnswerSpec(
                AnswerKind.NUMBER,
                List.of(Integer.toString(a + b)),
                Map.of(Label.DISTRACTOR, distracted(distractor, a, b)));
        String biased = context.text(0).replace("{n}", Integer.toString(distractor));
        return SampleGroup.of(
                stepped(Question.biased(biased + " " + question, answer), a, b),
                stepped(Question.control(context.text(1) + " " + question, answer), a, b));
    }

    private static Question stepped(Question question, int a, int b) {
        return question.step(
                "Which numbers does the question at the end ask about, and what is to be done with them?",
                "It asks about " + a + " and " + b + ". They are to be added, and nothing else is needed.");
    }

    /// The irrelevant number, and every sum, difference and product of it with one or both of the others,
    /// without the right answer.
    static List<String> distracted(int n, int a, int b) {
        Set<Integer> values = new LinkedHashSet<>();
        values.add(n);
        for (int other : new int[] {a, b, a + b, a - b, b - a}) {
            values.add(n + other);
            values.add(n - other);
            values.add(other - n);
            values.add(n * other);
        }
        values.add(n * a * b);
        values.add(n * a + b);
        values.add(n * b + a);
        values.remove(a + b);
        values.remove(0);
        return values.stream().map(String::valueOf).toList();
    }
}
