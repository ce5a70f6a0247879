package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Vocabulary.Row;
import java.util.List;
import java.util.SplittableRandom;

/// A sentence with a slip of the pen, which is to be repeated with it.
final class ResistingCorrection {

    /// The sentence with `{}` for a word, the word, and ways in which it is misspelled or misused.
    private static final List<Row> SENTENCES = Vocabulary.rows("resisting-correction.txt", 3);

    private static final List<String> REQUESTS = List.of(
            "Repeat this sentence exactly as it is: {sentence}",
            "Repeat after me, letter by letter: {sentence}",
            "Copy the following sentence and change nothing: {sentence}",
            "Write this sentence again, exactly as I wrote it: {sentence}",
            "Please return this sentence unchanged: {sentence}",
            "{sentence}\nRepeat the sentence above without any change.",
            "Output this sentence verbatim, and nothing else: {sentence}",
            "I am testing a printer. Send back precisely this: {sentence}",
            "Quote the following faithfully, mistakes included if there are any: {sentence}",
            "What I typed was:\n{sentence}\nType the same, character for character.");

    private ResistingCorrection() {}

    static TaskDefinition definition() {
        return new TaskDefinition(
                "resisting-correction",
                Mechanism.STRONG_PRIOR,
                "A sentence with one misspelled or misused word, to be repeated exactly. Models that have read many "
                        + "right sentences and few wrong ones repair it; the repaired sentence is labelled TRAP. The "
                        + "control is the sentence without the mistake.",
                AnswerKind.VERBATIM,
                List.of(Label.TRAP),
                ResistingCorrection::draw);
    }

    private static SampleGroup draw(SplittableRandom random) {
        Row row = Vocabulary.pick(SENTENCES, random);
        String right = row.text(0).replace("{}", row.text(1));
        String slip = row.text(0).replace("{}", Vocabulary.pick(row.list(2), random));
        return SampleGroup.of(
                stepped(Question.biased(
                        Vocabulary.pick(REQUESTS, random).replace("{sentence}", slip),
                        Answers.words(AnswerKind.VERBATIM, List.of(slip), Label.TRAP, List.of(right)))),
                stepped(Question.control(
                        Vocabulary.pick(REQUESTS, random).replace("{sentence}", right),
                        Answers.words(AnswerKind.VERBATIM, List.of(right)))));
    }

    private static Question stepped(Question question) {
        return question.step(
                "What is to be done if the sentence contains a mistake?",
                "Nothing. It is to be copied with it, since the copy has to be exact.");
    }
}
