package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Vocabulary.Row;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// A well-known line that is to be finished with a word other than the one that everybody knows.
final class MemoTrap {

    private static final List<Row> LINES = Vocabulary.rows("memo-trap.txt", 3);

    private static final List<String> REQUESTS = List.of(
            "Write a sentence that ends in the word \"{w}\": {line}",
            "Finish this line so that its last word is \"{w}\": {line}",
            "Complete the sentence with the word \"{w}\" at the end: {line}",
            "The last word must be \"{w}\". Complete: {line}",
            "Continue with exactly one word, \"{w}\": {line}",
            "I want this line to end in \"{w}\", and in no other word. Please finish it: {line}",
            "Complete the following, ending in \"{w}\".\n{line}",
            "Make the last word \"{w}\".\nLine: {line}",
            "For a poem I need this line to close with the word \"{w}\". Finish it: {line}",
            "End the following sentence with \"{w}\": {line}");

    private MemoTrap() {}

    static TaskDefinition definition() {
        return new TaskDefinition(
                "memo-trap",
                Mechanism.STRONG_PRIOR,
                "A proverb or another well-known line, to be finished with a given word that is not the usual one. The "
                        + "better a model knows the line, the harder it falls back on the memorised ending, which is "
                        + "labelled TRAP. There is no control: without the line nothing is left to ask.",
                AnswerKind.ENDING,
                List.of(Label.TRAP),
                MemoTrap::draw);
    }

    private static SampleGroup draw(SplittableRandom random) {
        Row line = Vocabulary.pick(LINES, random);
        String word = Vocabulary.pick(line.list(2), random);
        String prompt = Vocabulary.pick(REQUESTS, random).replace("{w}", word).replace("{line}", line.text(0));
        AnswerSpec answer = new AnswerSpec(AnswerKind.ENDING, List.of(word), Map.of(Label.TRAP, List.of(line.text(1))));
        return SampleGroup.of(Question.biased(prompt, answer)
                .step(
                        "Which word is to come last, and is it the usual one?",
                        "The last word is to be \"" + word + "\", whether or not it is the usual one."));
    }
}
