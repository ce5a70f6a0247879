package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Vocabulary.Row;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// A few things to count, and facts with numbers that have nothing to do with them.
final class CountingWithDistractors {

    private static final String DISTRACTORS = "distractors";
    private static final int[] NUMBERS_OF_FACTS = {1, 2, 3, 4, 6, 8};
    private static final int FEWEST_THINGS = 2;
    private static final int MOST_THINGS = 6;
    private static final int SMALLEST = 11;
    private static final int LARGEST = 99;

    private static final List<Row> NAMES = Vocabulary.rows("names.txt", 1);
    private static final List<Row> KINDS = Vocabulary.rows("counting-things.txt", 2);
    private static final List<Row> FACTS = Vocabulary.rows("counting-facts.txt", 1);

    private static final List<String> SCENES = List.of(
            "I have {list}.",
            "{name} has {list}.",
            "On the table I see {list}.",
            "{name} brought {list}.",
            "In the picture there is {list}.",
            "Today {name} was shown {list}.",
            "My cousin talks about {list}.",
            "{name} drew {list}.");

    private static final List<String> QUESTIONS = List.of(
            "How many {kind} is that?",
            "How many {kind} does that make?",
            "How many {kind} were mentioned?",
            "Count the {kind}: how many are there?",
            "What is the number of {kind}?");

    private CountingWithDistractors() {}

    static TaskDefinition definition() {
        return new TaskDefinition(
                "counting-with-distractors",
                Mechanism.DISTRACTOR,
                "Between two and six things of one kind are named one by one and are to be counted. In between stand "
                        + "facts and probabilities with numbers that have nothing to do with it. One of those numbers, "
                        + "alone or added to the count, is labelled DISTRACTOR. The control has no such facts. The "
                        + "dial is their number.",
                AnswerKind.NUMBER,
                List.of(Label.DISTRACTOR),
                List.of(new Dial(DISTRACTORS, "how many irrelevant facts there are, 1 to 8; 0 in the control")),
                CountingWithDistractors::draw);
    }

    private static SampleGroup draw(SplittableRandom random) {
        Row kind = Vocabulary.pick(KINDS, random);
        int things = random.nextInt(FEWEST_THINGS, MOST_THINGS + 1);
        List<Row> items =
                kind.list(1).stream().map(item -> new Row(List.of(item))).toList();
        String scene = Vocabulary.pick(SCENES, random)
                .replace("{list}", Answers.list(Vocabulary.several(items, things, random)))
                .replace("{name}", Vocabulary.pick(NAMES, random).text(0));
        String question =
                Vocabulary.pick(QUESTIONS, random).replace("{kind}", kind.text(0)) + " " + Closers.number(random);
        int facts = NUMBERS_OF_FACTS[random.nextInt(NUMBERS_OF_FACTS.length)];
        Set<Long> numbers = new LinkedHashSet<>();
        while (numbers.size() < facts) {
            numbers.add((long) random.nextInt(SMALLEST, LARGEST + 1));
        }
        List<String> sentences = new ArrayList<>();
        List<String> templates = Vocabulary.several(FACTS, facts, random);
        int next = 0;
        for (long number : numbers) {
            sentences.add(templates.get(next++).replace("{n}", Long.toString(number)));
        }
        // The things may be named first, last or in the middle.
        sentences.add(random.nextInt(sentences.size() + 1), scene);
        List<Long> wrong = new ArrayList<>(numbers);
        numbers.forEach(number -> wrong.add(number + things));
        return SampleGroup.of(
                stepped(
                        Question.biased(
                                String.join(" ", sentences) + " " + question,
                                Answers.number(things, Label.DISTRACTOR, wrong)),
                        scene,
                        facts),
                stepped(Question.control(scene + " " + question, Answers.number(things)), scene, 0));
    }

    private static Question stepped(Question question, String scene, int facts) {
        return question.dial(DISTRACTORS, facts)
                .step("Which sentence names the things that are to be counted?", "This one: " + scene);
    }
}
