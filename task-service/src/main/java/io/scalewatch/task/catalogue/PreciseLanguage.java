package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Vocabulary.Row;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;

/// A clause or a label whose exact term decides.
final class PreciseLanguage {

    private static final List<Row> NAMES = Vocabulary.rows("names.txt", 1);

    /// The clause, the question, its two answers, a case on which the term decides, the number of the right
    /// answer, and the same for a case that is clear.
    private static final List<Row> TERMS = Vocabulary.rows("precise-language-terms.txt", 7);

    /// A rule with `{limit}`, a case with `{x}`, the question, and the answers where the rule applies and
    /// where not.
    private static final List<Row> LIMITS = Vocabulary.rows("precise-language-limits.txt", 4);

    private static final List<String> CLOSERS = List.of(
            "Answer with the letter.",
            "Which letter is right?",
            "Reply with the letter of the right answer.",
            "Go by the exact wording. Give the letter.");

    private PreciseLanguage() {}

    /// Ways to say where a rule ends.
    private enum Limit {
        MORE_THAN("more than {k}", (x, k) -> x > k),
        AT_LEAST("at least {k}", (x, k) -> x >= k),
        OVER("over {k}", (x, k) -> x > k),
        AT_MOST("at most {k}", (x, k) -> x <= k),
        NO_MORE_THAN("no more than {k}", (x, k) -> x <= k),
        FEWER_THAN("fewer than {k}", (x, k) -> x < k),
        OR_MORE("{k} or more", (x, k) -> x >= k),
        UP_TO("up to and including {k}", (x, k) -> x <= k);

        private final String words;
        private final BiPredicate<Integer, Integer> applies;

        Limit(String words, BiPredicate<Integer, Integer> applies) {
            this.words = words;
            this.applies = applies;
        }
    }

    static TaskDefinition definition() {
        return new TaskDefinition(
                "precise-language",
                Mechanism.SURFACE_FEATURES,
                "A clause of a contract, a rule or a label, and a case on which one exact term decides: \"more than\" "
                        + "or \"at least\", \"and\" or \"or\", \"locked\", \"received\". The answer by what such clauses "
                        + "usually mean, or by a quick reading, is labelled TRAP. The control has a case that is clear "
                        + "on any reading.",
                AnswerKind.CHOICE,
                List.of(Label.TRAP),
                PreciseLanguage::draw);
    }

    private static SampleGroup draw(SplittableRandom random) {
        String name = Vocabulary.pick(NAMES, random).text(0);
        String closer = "\n" + Vocabulary.pick(CLOSERS, random);
        return random.nextBoolean() ? term(name, closer, random) : limit(name, closer, random);
    }

    private static SampleGroup term(String name, String closer, SplittableRandom random) {
        Row drawn = Vocabulary.pick(TERMS, random);
        Row row = new Row(
                drawn.fields().stream().map(text -> text.replace("{n}", name)).toList());
        return group(
                row.text(0),
                row.text(1),
                row.list(2),
                new Case(row.text(3), row.text(4).equals("1")),
                new Case(row.text(5), row.text(6).equals("1")),
                closer,
                random);
    }

    /// The case lies on the limit, where the terms differ; that of the control lies far from it.
    private static SampleGroup limit(String name, String closer, SplittableRandom random) {
        Row row = Vocabulary.pick(LIMITS, random);
        Limit limit = Limit.values()[random.nextInt(Limit.values().length)];
        int k = random.nextInt(6, 46);
        int far = random.nextBoolean() ? k * 2 : k / 3;
        return group(
                row.text(0).replace("{limit}", limit.words.replace("{k}", Integer.toString(k))),
                row.text(2).replace("{n}", name),
                row.list(3).stream().map(text -> text.replace("{n}", name)).toList(),
                new Case(text(row, name, k), limit.applies.test(k, k)),
                new Case(text(row, name, far), limit.applies.test(far, k)),
                closer,
                random);
    }

    private static String text(Row row, String name, int x) {
        return row.text(1).replace("{n}", name).replace("{x}", Integer.toString(x));
    }

    /// @param first whether the first of the two answers is right
    private record Case(String text, boolean first) {}

    private static SampleGroup group(
            String clause,
            String question,
            List<String> answers,
            Case subtle,
            Case clear,
            String closer,
            SplittableRandom random) {
        Choices choices = Choices.shuffled(answers, random);
        String end = question + "\n" + choices.lines() + closer;
        String right = answers.get(subtle.first() ? 0 : 1);
        String wrong = answers.get(subtle.first() ? 1 : 0);
        return SampleGroup.of(
                stepped(
                        Question.biased(
                                "\"" + clause + "\"\n" + subtle.text() + " " + end,
                                Answers.choice(choices, right, Label.TRAP, List.of(wrong))),
                        clause),
                stepped(
                        Question.control(
                                "\"" + clause + "\"\n" + clear.text() + " " + end,
                                Answers.choice(choices, answers.get(clear.first() ? 0 : 1))),
                        clause));
    }

    private static Question stepped(Question question, String clause) {
        return question.step(
                "What exactly does the clause say?",
                "It says \"" + clause + "\", and every word of it counts; what such clauses usually say does not.");
    }
}
