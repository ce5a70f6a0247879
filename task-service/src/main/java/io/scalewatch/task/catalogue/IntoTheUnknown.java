package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Vocabulary.Row;
import java.util.List;
import java.util.SplittableRandom;

/// A made-up setting, a question about it, and facts of which one is new and would help.
final class IntoTheUnknown {

    private static final List<Row> NAMES = Vocabulary.rows("names.txt", 1);
    private static final List<Row> PLACES = Vocabulary.rows("fictional-places.txt", 1);

    /// Setting, question, the fact that is given, the one that would help, and one that would not.
    private static final List<Row> SETTINGS = Vocabulary.rows("into-the-unknown.txt", 5);

    private static final List<String> REQUESTS = List.of(
            "Which of these facts, if you were told it, would help to answer the question?",
            "You may be told one of the following. Which would bring you closer to the answer?",
            "What would you have to learn to answer it?",
            "Which piece of information is the useful one?",
            "Pick the fact that helps to answer the question.",
            "Which of these would tell you something that you need and do not know yet?");

    private static final List<String> CLOSERS =
            List.of("Answer with the letter.", "Give one letter.", "Reply with the letter alone.");

    private IntoTheUnknown() {}

    static TaskDefinition definition() {
        return new TaskDefinition(
                "into-the-unknown",
                Mechanism.DISTRACTOR,
                "A made-up setting with a question that it does not answer, and a choice of facts. One of them is new "
                        + "and would help; another only says again what the setting has said, which draws models on "
                        + "because it fits so well, and is labelled DISTRACTOR. In the control the setting does not "
                        + "say it, and the choice is between the helpful fact and an irrelevant one.",
                AnswerKind.CHOICE,
                List.of(Label.DISTRACTOR),
                IntoTheUnknown::draw);
    }

    private static SampleGroup draw(SplittableRandom random) {
        Row drawn = Vocabulary.pick(SETTINGS, random);
        String name = Vocabulary.pick(NAMES, random).text(0);
        String place = Vocabulary.pick(PLACES, random).text(0);
        Row row = new Row(drawn.fields().stream()
                .map(text -> text.replace("{n}", name).replace("{p}", place))
                .toList());
        String given = row.text(2);
        String helpful = row.text(3);
        String irrelevant = row.text(4);
        String request = "Question: " + row.text(1) + "\n" + Vocabulary.pick(REQUESTS, random) + "\n";
        String closer = "\n" + Vocabulary.pick(CLOSERS, random);
        Choices choices = Choices.shuffled(
                random.nextBoolean() ? List.of(helpful, given) : List.of(helpful, given, irrelevant), random);
        Choices plain = Choices.shuffled(List.of(helpful, irrelevant), random);
        String said = random.nextBoolean() ? row.text(0) + " " + given : given + " " + row.text(0);
        return SampleGroup.of(
                Question.biased(
                                said + "\n" + request + choices.lines() + closer,
                                Answers.choice(choices, helpful, Label.DISTRACTOR, List.of(given)))
                        .step(
                                "What has the text already told?",
                                "It has told this: " + given + " To be told it again would add nothing."),
                Question.control(row.text(0) + "\n" + request + plain.lines() + closer, Answers.choice(plain, helpful))
                        .step("What makes a fact useful here?", "It has to bear on what the question asks."));
    }
}
