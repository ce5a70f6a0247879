package io.scalewatch.scoring.extraction;

import java.util.List;
import java.util.Optional;

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

    /// A number as a plain decimal, if the text is one.
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
