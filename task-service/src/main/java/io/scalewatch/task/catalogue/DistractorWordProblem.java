package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Vocabulary.Row;
import java.util.List;
import java.util.SplittableRandom;

/// A chain of gifts, of which one number is asked for that stands in the text as it is.
final class DistractorWordProblem {

    private static final List<Row> NAMES = Vocabulary.rows("names.txt", 1);
    private static final List<Row> THINGS = Vocabulary.rows("things.txt", 1);

    private static final List<String> STORIES = List.of(
            "{a} has {n} {things} and gives {k} {things} to {b}. Later {b} gives {j} {things} to {c}.",
            "At first {a} had {n} {things}. Then {b} got {k} {things} from {a}, and {c} got {j} {things} from {b}.",
            "{a} comes along with {n} {things}, hands {k} {things} to {b}, and {b} passes {j} {things} on to {c}.",
            "{c} received {j} {things} from {b}. Before that, {b} had received {k} {things} from {a}, who had started "
                    + "with {n} {things}.",
            "{a} found {n} {things} in a box and gave {k} {things} to {b}, and {b} gave {j} {things} to {c}.",
            "There were {n} {things} in the bag of {a}. {b} was given {k} {things} by {a}; {c} was given {j} {things} "
                    + "by {b}.",
            "{a}, who owned {n} {things}, sent {k} {things} to {b}. A week later {b} sent {j} {things} to {c}.",
            "On Monday {a} counted {n} {things}. On Tuesday {a} gave {k} {things} to {b}, and on Friday {b} gave {j} "
                    + "{things} to {c}.");

    /// What may be asked, with the sentence that suffices to answer it.
    private enum Asked {
        START("How many {things} did {a} have at first?", "{a} had {n} {things} at first."),
        FIRST_GIFT("How many {things} did {a} give to {b}?", "{a} gave {k} {things} to {b}."),
        SECOND_GIFT("How many {things} did {b} give to {c}?", "{b} gave {j} {things} to {c}.");

        private final String question;
        private final String sufficient;

        Asked(String question, String sufficient) {
            this.question = question;
            this.sufficient = sufficient;
        }
    }

    private DistractorWordProblem() {}

    static TaskDefinition definition() {
        return new TaskDefinition(
                "distractor-word-problem",
                Mechanism.DISTRACTOR,
                "A little story in which things change hands twice, and a question whose answer is one of the three "
                        + "numbers of the story as it stands. Models that take every number for an operand add and "
                        + "subtract; each result of that, and each of the other two numbers, is labelled DISTRACTOR. "
                        + "The control tells only the sentence that is asked about.",
                AnswerKind.NUMBER,
                List.of(Label.DISTRACTOR),
                DistractorWordProblem::draw);
    }

    private static SampleGroup draw(SplittableRandom random) {
        List<String> people = Vocabulary.several(NAMES, 3, random);
        String things = Vocabulary.pick(THINGS, random).text(0);
        int j = random.nextInt(2, 10);
        int k = j + random.nextInt(2, 12);
        int n = k + j + random.nextInt(2, 30);
        Asked asked = Asked.values()[random.nextInt(Asked.values().length)];
        int target = switch (asked) {
            case START -> n;
            case FIRST_GIFT -> k;
            case SECOND_GIFT -> j;
        };
        String story = Vocabulary.pick(STORIES, random);
        Story told = new Story(people, things, n, k, j);
        String question = told.fill(asked.question);
        String end = " " + question + " " + Closers.number(random);
        return SampleGroup.of(
                stepped(
                        Question.biased(
                                told.fill(story) + end, Answers.number(target, Label.DISTRACTOR, distracted(n, k, j))),
                        question),
                stepped(Question.control(told.fill(asked.sufficient) + end, Answers.number(target)), question));
    }

    private static Question stepped(Question sample, String question) {
        return sample.step(
                "Does the text say outright what the question \"" + question
                        + "\" asks for, or does it have to be worked out?",
                "The text says it outright. Nothing has to be worked out; I only need to find the sentence that says "
                        + "it.");
    }

    /// The numbers themselves, and what comes of adding and subtracting two or three of them.
    static List<Long> distracted(long n, long k, long j) {
        return List.of(n, k, j, n - k, n - j, k - j, n - k - j, n - k + j, n + k - j, n + k, n + j, k + j, n + k + j);
    }

    private record Story(List<String> people, String things, int n, int k, int j) {

        String fill(String template) {
            return template.replace("{a}", people.get(0))
                    .replace("{b}", people.get(1))
                    .replace("{c}", people.get(2))
                    .replace("{things}", things)
                    .replace("{n}", Integer.toString(n))
                    .replace("{k}", Integer.toString(k))
                    .replace("{j}", Integer.toString(j));
        }
    }
}
