package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Vocabulary.Row;
import java.util.List;
import java.util.SplittableRandom;

/// A famous line of which one word is to be replaced.
final class QuoteModification {

    /// The line with `{}` for the word, the word, and others in its place.
    private static final List<Row> QUOTES = Vocabulary.rows("quote-modification.txt", 3);

    private static final List<String> REPLACING = List.of(
            "Replace the word \"{old}\" by \"{new}\" in this line and write the whole line: {line}",
            "Write this line with \"{new}\" instead of \"{old}\": {line}",
            "Here is a famous line: {line}\nWrite it again, with \"{new}\" in the place of \"{old}\".",
            "I collect altered quotations. Take \"{line}\" and put \"{new}\" where \"{old}\" stands.",
            "Change one word of this line, \"{old}\" to \"{new}\", and nothing else: {line}",
            "{line}\nRepeat the line above, but say \"{new}\" for \"{old}\".",
            "For a parody I need the line \"{line}\" with \"{old}\" swapped for \"{new}\".",
            "In the following line, \"{old}\" is to become \"{new}\". Give the line as it then reads: {line}");

    private static final List<String> REPEATING = List.of(
            "Write this line once more, word for word: {line}",
            "Repeat this line as it is: {line}",
            "Here is a famous line: {line}\nWrite it again, without a change.",
            "I collect quotations. Take \"{line}\" and copy it exactly.",
            "Change no word of this line, and write it down: {line}",
            "{line}\nRepeat the line above.",
            "For an essay I need the line \"{line}\" as it stands.",
            "Give the following line as it reads: {line}",
            "Please quote this line in full: {line}",
            "Say this line after me: {line}");

    private QuoteModification() {}

    static TaskDefinition definition() {
        return new TaskDefinition(
                "quote-modification",
                Mechanism.STRONG_PRIOR,
                "A famous line, to be written with one word replaced. The original, which a bigger model knows the "
                        + "better, is labelled TRAP. The control has the line repeated as it is. Case, punctuation and "
                        + "quotation marks do not matter.",
                AnswerKind.TEXT,
                List.of(Label.TRAP),
                QuoteModification::draw);
    }

    private static SampleGroup draw(SplittableRandom random) {
        Row quote = Vocabulary.pick(QUOTES, random);
        String old = quote.text(1);
        String replacement = Vocabulary.pick(quote.list(2), random);
        String original = quote.text(0).replace("{}", old);
        String altered = quote.text(0).replace("{}", replacement);
        return SampleGroup.of(
                Question.biased(
                                fill(Vocabulary.pick(REPLACING, random), original, old, replacement),
                                Answers.words(AnswerKind.TEXT, List.of(altered), Label.TRAP, List.of(original)))
                        .step(
                                "Which word of the line changes, and to what?",
                                "\"" + old + "\" becomes \"" + replacement + "\". All other words stay."),
                Question.control(
                                fill(Vocabulary.pick(REPEATING, random), original, old, replacement),
                                Answers.words(AnswerKind.TEXT, List.of(original)))
                        .step("Which word of the line changes?", "None."));
    }

    private static String fill(String form, String line, String old, String replacement) {
        return form.replace("{line}", line).replace("{old}", old).replace("{new}", replacement);
    }
}
