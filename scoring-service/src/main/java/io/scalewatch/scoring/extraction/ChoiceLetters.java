package io.scalewatch.scoring.extraction;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds the letters of choices, and tells them from words of one letter.
final class ChoiceLetters {

    static final Set<String> NAMES = Set.of("option", "choice", "answer", "letter", "choose", "pick", "select");
    static final Set<String> AFTER_LETTER =
            Set.of("because", "is", "since", "as", "seems", "would", "for", "and", "or", "but", "not");

    private final Words words;
    private final Set<String> letters;
    /// Letters that can't be anything else: "(B)", "option B".
    private final List<Mention> named = new ArrayList<>();
    /// Those, and capitals that are no words.
    private final List<Mention> bare = new ArrayList<>();

    ChoiceLetters(Words words, List<String> letters) {
        this.words = words;
        this.letters = new HashSet<>(letters);
        for (int i = 0; i < words.size(); i++) {
            boolean named = isNamed(i);
            if (named || isBare(i)) {
                boolean counts = !Doubt.denies(words, i) && !Doubt.attributes(words, i);
                Mention mention = new Mention(letterAt(i), i, i + 1, counts);
                bare.add(mention);
                if (named) {
                    this.named.add(mention);
                }
            }
        }
    }

    List<Mention> named() {
        return named;
    }

    List<Mention> bare() {
        return bare;
    }

    String letterAt(int i) {
        return words.at(i).toUpperCase(Locale.ROOT);
    }

    /// In lower case only where a letter alone is hardly a word.
    boolean isLetter(int i) {
        if (!words.isWord(i) || words.at(i).length() != 1 || !letters.contains(letterAt(i))) {
            return false;
        }
        boolean ends = i + 1 >= words.size() || words.isLineEnd(i + 1);
        return isUpperCase(i) || ends || words.isMark(i + 1, ')') || words.isMark(i + 1, '.');
    }

    /// Several lines that open with different letters.
    boolean listed() {
        String seen = "";
        for (int i = 0; i < words.size(); i++) {
            int before = words.isMark(i - 1) ? i - 2 : i - 1;
            boolean opensLine = before < 0 || words.isLineEnd(before);
            boolean closed = words.isMark(i + 1, '.') || words.isMark(i + 1, ')') || words.isMark(i + 1, ':');
            if (opensLine && closed && isLetter(i)) {
                if (!seen.isEmpty() && !seen.equals(letterAt(i))) {
                    return true;
                }
                seen = letterAt(i);
            }
        }
        return false;
    }

    private boolean isNamed(int i) {
        if (!isLetter(i)) {
            return false;
        }
        boolean enclosed = words.isMark(i + 1, ')') && words.isMark(i - 1, '(')
                || words.isMark(i + 1, ']') && words.isMark(i - 1, '[')
                || words.isMark(i - 1, '*') && words.isMark(i + 1, '*');
        return enclosed || isUpperCase(i) && NAMES.contains(words.at(i - 1));
    }

    /// A capital that is neither an article, a pronoun, nor an initial.
    private boolean isBare(int i) {
        if (!isLetter(i) || !isUpperCase(i) || words.isMark(i + 1, '\'')) {
            return false;
        }
        boolean word = letterAt(i).equals("A") || letterAt(i).equals("I");
        return !word || !words.isContent(i + 1) || letterAt(i).equals("A") && AFTER_LETTER.contains(words.at(i + 1));
    }

    private boolean isUpperCase(int i) {
        return Character.isUpperCase(words.text().charAt(words.start(i)));
    }
}
