package io.scalewatch.scoring.extraction;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The form in which two answers are compared.
public final class Normalisation {

    private Normalisation() {}

    /// A text by its words: case, punctuation, quotation marks, whitespace and a leading article don't matter.
    /// A text without words is compared as it is.
    public static String text(String text) {
        List<String> content = Phrases.contentOf(text);
        return content.isEmpty() ? Folding.fold(text).strip() : String.join(" ", content);
    }

    /// An ending by its words; an article is one.
    public static String ending(String text) {
        String words = EndingReader.normal(text);
        return words.isEmpty() ? Folding.fold(text).strip() : words;
    }

    /// A pattern in the syntax of RE2, if the text is one.
    public static Optional<Predicate<String>> pattern(String text) {
        return PatternReader.compile(text)
                .map(pattern -> answer -> pattern.matcher(answer).find());
    }

    /// The numbers that an answer of kind `NUMBER` may mean: one, or for a percentage the number before the
    /// sign and the share that it is.
    public static double[] meanings(String number) {
        if (Numerals.isPercentage(number)) {
            double percent = Double.parseDouble(number.substring(0, number.length() - 1));
            return new double[] {percent, percent / 100};
        }
        int whole = number.indexOf(Numerals.OUT_OF);
        if (whole >= 0) {
            double part = Double.parseDouble(number.substring(0, whole));
            return new double[] {part, part / Double.parseDouble(number.substring(whole + Numerals.OUT_OF.length()))};
        }
        return new double[] {Double.parseDouble(number)};
    }

    /// A number as a plain decimal, if the text is one. A percentage keeps its sign.
    public static Optional<String> number(String text) {
        Words words = new Words(Folding.fold(text));
        List<Mention> numbers = Numerals.find(words);
        return numbers.size() == 1 ? Optional.of(numbers.getFirst().value()) : Optional.empty();
    }

    /// `true` or `false`, if the text is a way to say yes or no.
    public static Optional<String> polarity(String text) {
        return BooleanReader.parse(text);
    }
}
