package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Vocabulary.Row;
import java.util.List;
import java.util.SplittableRandom;

/// Inferences from a conditional, valid ones that people mistrust and invalid ones that they fall for.
final class ModusTollens {

    private static final List<Row> NAMES = Vocabulary.rows("names.txt", 1);

    /// A condition, its negation, a consequence, its negation.
    private static final List<Row> CONDITIONALS = Vocabulary.rows("modus-tollens.txt", 4);

    private static final List<String> FORMS = List.of(
            "If {p}, then {q}.\n{premise}.\nConclusion: {conclusion}.\nDoes the conclusion follow from the two "
                    + "statements? Answer yes or no.",
            "Consider these statements:\n1. If {p}, then {q}.\n2. {premise}.\nMust it be the case that {conclusion}? "
                    + "Answer yes or no.",
            "Suppose it is known that if {p}, then {q}. It is also known that {premise}. Is it valid to conclude that "
                    + "{conclusion}? Yes or no?",
            "Premise: if {p}, then {q}.\nPremise: {premise}.\nClaim: {conclusion}.\nIs the claim proved by the "
                    + "premises? Reply with yes or no.",
            "A logic puzzle. Whenever it is true that {p}, it is also true that {q}. We learn that {premise}. Can we be "
                    + "certain that {conclusion}? Answer with yes or no.");

    /// The arguments: what is known beside the conditional, and what is concluded.
    private enum Argument {
        MODUS_TOLLENS(3, 1, true),
        DENIED_CONDITION(1, 3, false),
        AFFIRMED_CONSEQUENCE(2, 0, false),
        MODUS_PONENS(0, 2, true),
        CONTRADICTED(0, 3, false);

        private final int premise;
        private final int conclusion;
        private final boolean valid;

        Argument(int premise, int conclusion, boolean valid) {
            this.premise = premise;
            this.conclusion = conclusion;
            this.valid = valid;
        }
    }

    private ModusTollens() {}

    static TaskDefinition definition() {
        return new TaskDefinition(
                "modus-tollens",
                Mechanism.UNWANTED_IMITATION,
                "An inference from a conditional statement, to be judged valid or not. Half of them deny the consequence "
                        + "and conclude that the condition is false, which is valid although people often say no; half "
                        + "deny the condition or affirm the consequence, which is invalid although people often say "
                        + "yes. The common fallacy is labelled TRAP. The control affirms the condition, where people "
                        + "do not err.",
                AnswerKind.BOOLEAN,
                List.of(Label.TRAP),
                ModusTollens::draw);
    }

    private static SampleGroup draw(SplittableRandom random) {
        Argument tempting = switch (random.nextInt(4)) {
            case 0, 1 -> Argument.MODUS_TOLLENS;
            case 2 -> Argument.DENIED_CONDITION;
            default -> Argument.AFFIRMED_CONSEQUENCE;
        };
        Argument plain = random.nextBoolean() ? Argument.MODUS_PONENS : Argument.CONTRADICTED;
        Row row = Vocabulary.pick(CONDITIONALS, random);
        String name = Vocabulary.pick(NAMES, random).text(0);
        String form = Vocabulary.pick(FORMS, random);
        return SampleGroup.of(
                stepped(Question.biased(prompt(form, row, name, tempting), Answers.yesNo(tempting.valid, Label.TRAP))),
                stepped(Question.control(prompt(form, row, name, plain), Answers.yesNo(plain.valid))));
    }

    private static Question stepped(Question question) {
        return question.step(
                "Does an \"if ... then\" tell what is the case when its condition does not hold?",
                "No. It only tells that the consequence holds whenever the condition does; without the condition, the "
                        + "consequence may hold or not.");
    }

    private static String prompt(String form, Row row, String name, Argument argument) {
        String filled = form.replace("{p}", row.text(0))
                .replace("{q}", row.text(2))
                .replace("{premise}", row.text(argument.premise))
                .replace("{conclusion}", row.text(argument.conclusion))
                .replace("{n}", name);
        return capitalised(filled);
    }

    /// The first letter of every line and of what follows a number or a word with a colon.
    private static String capitalised(String text) {
        StringBuilder capitalised = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            String before = text.substring(Math.max(0, i - 2), i);
            boolean start = i == 0 || before.endsWith("\n") || before.equals(". ") || before.equals(": ");
            if (start) {
                capitalised.setCharAt(i, Character.toUpperCase(text.charAt(i)));
            }
        }
        return capitalised.toString();
    }
}
