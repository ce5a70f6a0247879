package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Vocabulary.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/// A multiple choice question with a NOT in it, and the same question without.
final class NegationQa {

    private static final int FEWEST_CHOICES = 2;
    private static final int MOST_CHOICES = 4;

    private static final List<Row> CATEGORIES = Vocabulary.rows("negation-qa.txt", 4);

    private static final List<String> OPENERS = List.of(
            "",
            "Choose the right answer.\n",
            "Multiple choice question.\n",
            "Pick one of the choices.\n",
            "Here is a question of general knowledge.\n",
            "Question: ");

    private static final List<String> CLOSERS = List.of(
            "Answer with the letter.",
            "Which letter is it?",
            "Give the letter of your choice.",
            "Reply with one letter.",
            "Your answer (one letter):");

    private NegationQa() {}

    static TaskDefinition definition() {
        return new TaskDefinition(
                "negation-qa",
                Mechanism.DISTRACTOR,
                "Multiple choice questions with a NOT in them: all choices but one have the property that is asked "
                        + "about. A model that reads over the NOT picks one of those, labelled TRAP. The control asks for "
                        + "the property without the NOT, and exactly one of its choices has it.",
                AnswerKind.CHOICE,
                List.of(Label.TRAP),
                NegationQa::draw);
    }

    private static SampleGroup draw(SplittableRandom random) {
        Row category = Vocabulary.pick(CATEGORIES, random);
        String opener = Vocabulary.pick(OPENERS, random);
        String closer = Vocabulary.pick(CLOSERS, random);
        int choices = random.nextInt(FEWEST_CHOICES, MOST_CHOICES + 1);
        Random shuffler = new Random(random.nextLong());
        List<String> members = shuffled(category.list(2), shuffler);
        List<String> exceptions = shuffled(category.list(3), shuffler);
        String negated = opener + category.text(0);
        String plain = opener + category.text(1);
        return SampleGroup.of(
                question(negated, closer, exceptions, members, choices, shuffler, true),
                question(plain, closer, members, exceptions, choices, shuffler, false));
    }

    /// One right choice, the others wrong, in an order of their own.
    private static Question question(
            String question,
            String closer,
            List<String> right,
            List<String> wrong,
            int choices,
            Random shuffler,
            boolean trapped) {
        List<String> texts = new ArrayList<>(wrong.subList(0, choices - 1));
        texts.add(right.getFirst());
        Collections.shuffle(texts, shuffler);
        Choices lettered = new Choices(texts);
        String prompt = question + "\n" + lettered.lines() + "\n" + closer;
        return trapped
                ? Question.biased(
                                prompt,
                                Answers.choice(lettered, right.getFirst(), Label.TRAP, wrong.subList(0, choices - 1)))
                        .step(
                                "Does the question ask for what has the property, or for what has it not?",
                                "It says NOT: it asks for the one choice that does not have the property.")
                : Question.control(prompt, Answers.choice(lettered, right.getFirst()))
                        .step(
                                "Does the question ask for what has the property, or for what has it not?",
                                "It asks for the one choice that has the property.");
    }

    private static List<String> shuffled(List<String> items, Random shuffler) {
        List<String> shuffled = new ArrayList<>(items);
        Collections.shuffle(shuffled, shuffler);
        return shuffled;
    }
}
