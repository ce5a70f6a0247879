package io.scalewatch.scoring.extraction;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Reads choices: a letter, or the text of a choice. The value is the letter.
final class ChoiceReader implements AnswerReader {

    private static final Set<String> NAMES = Set.of("option", "choice", "answer", "letter", "choose", "pick", "select");
    private static final Set<String> AFTER_LETTER =
            Set.of("because", "is", "since", "as", "seems", "would", "for", "and", "or", "but", "not");

    private final Words words;
    private final Set<String> letters;
    /// Letters that can't be anything else: "(B)", "option B".
    private final List<Mention> named = new ArrayList<>();
    private final List<Mention> texts;

    /// @param letters the choices' letters
    /// @param texts the choices' texts in the order of the letters, or none
    ChoiceReader(Words words, List<String> letters, List<String> texts) {
        this.words = words;
        this.letters = new HashSet<>(letters);
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            // A letter is no text to look for: "a" is everywhere.
            if (!isSingleLetter(texts.get(i).strip())) {
                values.putIfAbsent(texts.get(i), letters.get(i));
            }
        }
        this.texts = new Phrases(values).find(words);
        for (int i = 0; i < words.size(); i++) {
            if (isNamed(i)) {
                boolean counts = !Doubt.denies(words, i) && !Doubt.attributes(words, i);
                named.add(new Mention(letterAt(i), i, i + 1, counts));
            }
        }
    }

    @Override
    public List<Mention> mentions() {
        return named;
    }

    List<Mention> texts() {
        return texts;
    }

    @Override
    public Reading statement(int from, int to) {
        int first = words.nextContent(from, to);
        Reading leading = leadingLetter(first, to);
        if (leading != Reading.NONE) {
            return leading;
        }
        Reading letter = AnswerReader.unique(named, from, to);
        if (letter != Reading.NONE) {
            return letter;
        }
        int text = AnswerReader.firstFrom(texts, first);
        boolean leads =
                text < texts.size() && words.contentCount(first, texts.get(text).from(), 2) <= 1;
        boolean whole = leads && texts.get(text).to() <= to && texts.get(text).counts();
        Reading unique = AnswerReader.unique(texts, from, to);
        return unique == Reading.SEVERAL && whole && !joins(texts.get(text).to())
                ? new Reading.One(texts.get(text))
                : unique;
    }

    @Override
    public Reading exactly(int from, int to) {
        int first = words.nextContent(from, to);
        int end = words.trimEnd(first, to);
        if (first >= end) {
            return Reading.NONE;
        }
        if (isLetter(first) && end == first + 1) {
            return new Reading.One(letterAt(first), first, end, true);
        }
        Mention text = textAt(first);
        if (text != null && text.to() == end) {
            return new Reading.One(text);
        }
        if (isLetter(first)) {
            Mention behind = textAt(words.nextContent(first + 1, to));
            boolean same =
                    behind != null && behind.to() == end && behind.value().equals(letterAt(first));
            return same ? new Reading.One(letterAt(first), first, end, true) : Reading.NONE;
        }
        boolean called = NAMES.contains(words.at(first)) && first + 2 == end && isLetter(first + 1);
        return called ? new Reading.One(letterAt(first + 1), first + 1, end, true) : Reading.NONE;
    }

    @Override
    public Reading conclusion(int from, int to) {
        Reading letter = AnswerReader.unique(named, from, to);
        return letter == Reading.NONE ? AnswerReader.unique(texts, from, to) : letter;
    }

    /// A text that opens with a letter and goes on to explain it, "B. Because ..."; not a list of the choices.
    Reading opening() {
        int first = words.nextContent(0, words.size());
        boolean none = first == words.size() || listsChoices();
        return none ? Reading.NONE : leadingLetter(first, words.sentenceEnd(first));
    }

    /// A letter at the start of a range, not an article.
    private Reading leadingLetter(int first, int to) {
        if (first >= to || !isLetter(first)) {
            return Reading.NONE;
        }
        int next = first + 1;
        if (words.isWord(next) && next < to && !AFTER_LETTER.contains(words.at(next))) {
            Mention behind = textAt(next);
            if (behind == null || !behind.value().equals(letterAt(first))) {
                return Reading.NONE;
            }
        }
        if (words.isMark(next, '\'')) {
            return Reading.NONE;
        }
        int other = joins(next) ? words.nextContent(next + (words.isWord(next) ? 1 : 0), to) : to;
        if (other < to && isLetter(other) && !letterAt(other).equals(letterAt(first))) {
            return Reading.SEVERAL;
        }
        Mention behind = textAt(words.nextContent(next, to));
        boolean follows = behind != null && behind.from() <= next + 3 && behind.to() <= to;
        if (follows && !behind.value().equals(letterAt(first))) {
            return Reading.SEVERAL;
        }
        return new Reading.One(letterAt(first), first, first + 1, true);
    }

    private boolean joins(int i) {
        String word = words.at(i);
        boolean mark = words.isMark(i, '/') || words.isMark(i, ',') || words.isMark(i, '&');
        return mark || word.equals("or") || word.equals("and");
    }

    private Mention textAt(int place) {
        int index = AnswerReader.firstFrom(texts, place);
        // An article before the text is no part of the mention.
        boolean here = index < texts.size()
                && (texts.get(index).from() == place
                        || texts.get(index).from() == place + 1 && Phrases.isArticle(words.at(place)));
        return here ? texts.get(index) : null;
    }

    /// Several lines that open with different letters.
    private boolean listsChoices() {
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

    /// In lower case only where a letter alone is hardly a word.
    private boolean isLetter(int i) {
        if (!words.isWord(i) || words.at(i).length() != 1 || !letters.contains(letterAt(i))) {
            return false;
        }
        boolean ends = i + 1 >= words.size() || words.isLineEnd(i + 1);
        return isUpperCase(i) || ends || words.isMark(i + 1, ')') || words.isMark(i + 1, '.');
    }

    private static boolean isSingleLetter(String text) {
        return text.length() == 1 && Character.isLetter(text.charAt(0));
    }

    private boolean isUpperCase(int i) {
        return Character.isUpperCase(words.text().charAt(words.start(i)));
    }

    private String letterAt(int i) {
        return words.at(i).toUpperCase(Locale.ROOT);
    }
}
