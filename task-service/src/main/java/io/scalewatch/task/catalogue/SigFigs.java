package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A number to be rounded to significant figures, where rounding to as many decimals looks alike.
final class SigFigs {

    private static final String FIGURES = "figures";
    private static final int DECIMALS = 7;

    private static final List<String> FIGURE_REQUESTS = List.of(
            "Express {x} to {n} significant figures.",
            "Round {x} to {n} significant figures.",
            "What is {x}, rounded to {n} significant digits?",
            "A measurement reads {x}. Give it with {n} significant figures.",
            "Write {x} with {n} significant digits.",
            "My report allows {n} significant figures. How do I write {x}?");

    private static final List<String> DECIMAL_REQUESTS = List.of(
            "Express {x} to {n} decimal places.",
            "Round {x} to {n} decimal places.",
            "What is {x}, rounded to {n} decimals?",
            "A measurement reads {x}. Give it with {n} decimal places.",
            "Write {x} with {n} decimals.",
            "My report allows {n} decimal places. How do I write {x}?");

    private static final List<String> CLOSERS =
            List.of("Answer with the letter.", "Which letter is right?", "Give the letter of the right choice.");

    private SigFigs() {}

    static TaskDefinition definition() {
        return new TaskDefinition(
                "sig-figs",
                Mechanism.STRONG_PRIOR,
                "A number with seven decimals is to be rounded to a number of significant figures; one of the choices "
                        + "is rounded to as many decimals instead, which is what most texts do, and is labelled "
                        + "DISTRACTOR. The control asks for the decimals. The dial is the number of figures.",
                AnswerKind.CHOICE,
                List.of(Label.DISTRACTOR),
                List.of(new Dial(FIGURES, "how many significant figures are asked for, 2 to 5")),
                SigFigs::draw);
    }

    private static SampleGroup draw(SplittableRandom random) {
        BigDecimal number = BigDecimal.valueOf(random.nextInt(10, 1_000))
                .add(BigDecimal.valueOf(random.nextLong(1_000_001, 9_999_999), DECIMALS));
        int figures = random.nextInt(2, 6);
        String right =
                number.round(new MathContext(figures, RoundingMode.HALF_UP)).toPlainString();
        String decimals = number.setScale(figures, RoundingMode.HALF_UP).toPlainString();
        List<String> texts = new ArrayList<>(List.of(right, decimals));
        List<String> others = List.of(
                number.round(new MathContext(figures + 1, RoundingMode.HALF_UP)).toPlainString(),
                number.round(new MathContext(figures, RoundingMode.DOWN)).toPlainString(),
                number.setScale(figures, RoundingMode.DOWN).toPlainString());
        int most = texts.size() + random.nextInt(3);
        for (String other : others) {
            // Not one that is the same number, such as 360 and 360.0.
            boolean same = texts.stream().anyMatch(text -> new BigDecimal(text).compareTo(new BigDecimal(other)) == 0);
            if (!same && texts.size() < most) {
                texts.add(other);
            }
        }
        Choices choices = Choices.shuffled(texts, random);
        int wording = random.nextInt(FIGURE_REQUESTS.size());
        String closer = "\n" + choices.lines() + "\n" + Vocabulary.pick(CLOSERS, random);
        return SampleGroup.of(
                Question.biased(
                                fill(FIGURE_REQUESTS.get(wording), number, figures) + closer,
                                Answers.choice(choices, right, Label.DISTRACTOR, List.of(decimals)))
                        .dial(FIGURES, figures)
                        .step(
                                "From where are significant figures counted?",
                                "From the first digit that is not zero, before the decimal point or behind it."),
                Question.control(
                                fill(DECIMAL_REQUESTS.get(wording), number, figures) + closer,
                                Answers.choice(choices, decimals))
                        .dial(FIGURES, figures)
                        .step("From where are decimal places counted?", "From the decimal point to the right."));
    }

    private static String fill(String template, BigDecimal number, int figures) {
        return template.replace("{x}", number.toPlainString()).replace("{n}", Integer.toString(figures));
    }
}
