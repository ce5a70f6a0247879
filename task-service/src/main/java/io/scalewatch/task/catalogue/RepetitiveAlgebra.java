package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// Equations that all have one solution, and a last one that has another.
final class RepetitiveAlgebra {

    private static final String SHOTS = "shots";
    private static final int FEWEST_SHOTS = 3;
    private static final int MOST_SHOTS = 10;
    private static final int LARGEST = 30;

    private static final String UNKNOWNS = "abcdkmnpqrstuvwxyz";

    private static final List<String> OPENERS = List.of(
            "Answer the last question.\n\n",
            "Some simple equations.\n\n",
            "",
            "Solve the following.\n\n",
            "Please complete the last line.\n\n");

    private static final List<String> QUESTIONS = List.of(
            "Question: Suppose {equation}. What is the value of {x}?\nAnswer:",
            "Q: {equation}. Find {x}.\nA:",
            "Given {equation}, what is {x}?\n{x} =",
            "Equation: {equation}\nSolution for {x}:",
            "If {equation}, then what number is {x}?\nIt is");

    private RepetitiveAlgebra() {}

    static TaskDefinition definition() {
        return new TaskDefinition(
                "repetitive-algebra",
                Mechanism.SPURIOUS_FEW_SHOT,
                "Between three and ten solved equations that all have the same solution, and one more that has "
                        + "another. Models that learn from examples take the repetition for the rule; the repeated "
                        + "solution is labelled TRAP. In the control the solved equations have different solutions. "
                        + "The dial is the number of solved equations.",
                AnswerKind.NUMBER,
                List.of(Label.TRAP),
                List.of(new Dial(SHOTS, "how many solved equations come first, 3 to 10")),
                RepetitiveAlgebra::draw);
    }

    private static SampleGroup draw(SplittableRandom random) {
        int shots = random.nextInt(FEWEST_SHOTS, MOST_SHOTS + 1);
        int repeated = random.nextInt(2, LARGEST + 1);
        int target = otherThan(Set.of(repeated), random);
        String opener = Vocabulary.pick(OPENERS, random);
        String form = Vocabulary.pick(QUESTIONS, random);
        String last = question(form, target, random);
        StringBuilder alike = new StringBuilder(opener);
        StringBuilder different = new StringBuilder(opener);
        Set<Integer> taken = new HashSet<>(Set.of(repeated, target));
        for (int shot = 0; shot < shots; shot++) {
            int other = otherThan(taken, random);
            taken.add(other);
            alike.append(question(form, repeated, random))
                    .append(' ')
                    .append(repeated)
                    .append("\n\n");
            different
                    .append(question(form, other, random))
                    .append(' ')
                    .append(other)
                    .append("\n\n");
        }
        return SampleGroup.of(
                stepped(
                        Question.biased(alike + last, Answers.number(target, Label.TRAP, List.of((long) repeated))),
                        last,
                        shots),
                stepped(Question.control(different + last, Answers.number(target)), last, shots));
    }

    private static Question stepped(Question question, String last, int shots) {
        return question.dial(SHOTS, shots)
                .step(
                        "Does the solution of the last equation depend on those of the others?",
                        "No. Only the last one counts, and it has to be solved for itself: "
                                + last.lines().findFirst().orElseThrow());
    }

    private static int otherThan(Set<Integer> taken, SplittableRandom random) {
        List<Integer> free = new ArrayList<>();
        for (int value = 2; value <= LARGEST; value++) {
            if (!taken.contains(value)) {
                free.add(value);
            }
        }
        return Vocabulary.pick(free, random);
    }

    private static String question(String form, int solution, SplittableRandom random) {
        String x = String.valueOf(UNKNOWNS.charAt(random.nextInt(UNKNOWNS.length())));
        int b = random.nextInt(2, LARGEST + 1);
        int factor = random.nextInt(2, 10);
        String equation = switch (random.nextInt(5)) {
            case 0 -> x + " + " + b + " = " + (solution + b);
            case 1 -> (solution + b) + " = " + b + " + " + x;
            case 2 -> x + " - " + b + " = " + (solution - b);
            case 3 -> factor + " * " + x + " = " + factor * solution;
            default -> (b + solution) + " - " + x + " = " + b;
        };
        return form.replace("{equation}", equation).replace("{x}", x);
    }
}
