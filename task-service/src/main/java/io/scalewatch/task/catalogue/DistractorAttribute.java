package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Vocabulary.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Several people with several attributes each, and a question for one attribute of one of them.
final class DistractorAttribute {

    private static final String PEOPLE = "people";
    private static final int FEWEST_PEOPLE = 2;
    private static final int MOST_PEOPLE = 6;
    private static final int YOUNGEST = 20;
    private static final int OLDEST = 89;
    private static final String AGE = "age";

    private static final List<Row> NAMES = Vocabulary.rows("names.txt", 1);
    private static final List<Row> ATTRIBUTES = Vocabulary.rows("distractor-attribute.txt", 4);

    private static final List<String> OPENERS = List.of(
            "",
            "Some people meet at a party. ",
            "These people share a house. ",
            "Here is what I know about my neighbours. ",
            "A short quiz about some people. ",
            "The members of our club are a mixed lot. ");

    private static final List<String> CLOSERS = List.of(
            " Give only the answer.",
            " Answer in a word or two.",
            " A short answer will do.",
            " Please answer briefly.");

    private DistractorAttribute() {}

    static TaskDefinition definition() {
        return new TaskDefinition(
                "distractor-attribute",
                Mechanism.DISTRACTOR,
                "Between two and six people with an age, a favourite colour and something else each, and a question "
                        + "for one attribute of one of them. The same attribute of another person is labelled "
                        + "DISTRACTOR. The control tells of the person in question alone. The dial is the number of "
                        + "people.",
                AnswerKind.TEXT,
                List.of(Label.DISTRACTOR),
                List.of(new Dial(PEOPLE, "how many people are described, 2 to 6; 1 in the control")),
                DistractorAttribute::draw);
    }

    private static SampleGroup draw(SplittableRandom random) {
        int people = random.nextInt(FEWEST_PEOPLE, MOST_PEOPLE + 1);
        List<String> names = Vocabulary.several(NAMES, people, random);
        // The first two rows are there for everybody.
        List<Row> attributes =
                List.of(ATTRIBUTES.get(0), ATTRIBUTES.get(1), ATTRIBUTES.get(random.nextInt(2, ATTRIBUTES.size())));
        List<List<String>> values =
                attributes.stream().map(row -> values(row, people, random)).toList();
        int person = random.nextInt(people);
        int asked = random.nextInt(attributes.size());
        List<String> wrong = new ArrayList<>(values.get(asked));
        String target = wrong.remove(person);
        boolean byPerson = random.nextBoolean();
        String opener = Vocabulary.pick(OPENERS, random);
        String question =
                attributes.get(asked).text(2).replace("{name}", names.get(person)) + Vocabulary.pick(CLOSERS, random);
        String everybody = byPerson
                ? IntStream.range(0, people)
                        .mapToObj(i -> sentence(i, names, attributes, values))
                        .collect(Collectors.joining(" "))
                : IntStream.range(0, attributes.size())
                        .mapToObj(attribute -> list(attribute, names, attributes, values))
                        .collect(Collectors.joining(" "));
        boolean age = attributes.get(asked).text(0).equals(AGE);
        return SampleGroup.of(
                stepped(
                        Question.biased(
                                opener + everybody + " " + question,
                                Answers.words(
                                        AnswerKind.TEXT,
                                        spellings(List.of(target), age),
                                        Label.DISTRACTOR,
                                        spellings(wrong, age))),
                        names.get(person),
                        people),
                stepped(
                        Question.control(
                                opener + sentence(person, names, attributes, values) + " " + question,
                                Answers.words(AnswerKind.TEXT, spellings(List.of(target), age))),
                        names.get(person),
                        1));
    }

    private static Question stepped(Question question, String name, int people) {
        return question.dial(PEOPLE, people)
                .step(
                        "Whom is the question at the end about?",
                        "It is about " + name + " and about nobody else, so that only what is said of " + name
                                + " counts.");
    }

    private static List<String> values(Row attribute, int people, SplittableRandom random) {
        List<Row> all = attribute.text(0).equals(AGE)
                ? IntStream.rangeClosed(YOUNGEST, OLDEST)
                        .mapToObj(age -> new Row(List.of(Integer.toString(age))))
                        .toList()
                : attribute.list(3).stream()
                        .map(value -> new Row(List.of(value)))
                        .toList();
        return Vocabulary.several(all, people, random);
    }

    /// "Ana is 34, likes the colour green and plays the flute."
    private static String sentence(int person, List<String> names, List<Row> attributes, List<List<String>> values) {
        List<String> said = IntStream.range(0, attributes.size())
                .mapToObj(i ->
                        attributes.get(i).text(1).replace("{}", values.get(i).get(person)))
                .toList();
        return names.get(person) + " " + Answers.list(said) + ".";
    }

    /// "Ana is 34, Ben is 27 and Cleo is 51."
    private static String list(int attribute, List<String> names, List<Row> attributes, List<List<String>> values) {
        List<String> said = IntStream.range(0, names.size())
                .mapToObj(i -> names.get(i) + " "
                        + attributes
                                .get(attribute)
                                .text(1)
                                .replace("{}", values.get(attribute).get(i)))
                .toList();
        return Answers.list(said) + ".";
    }

    /// Ages in digits and in words.
    private static List<String> spellings(List<String> values, boolean age) {
        return age
                ? values.stream()
                        .flatMap(value -> Stream.of(value, SpelledNumber.of(Integer.parseInt(value))))
                        .toList()
                : values;
    }
}
