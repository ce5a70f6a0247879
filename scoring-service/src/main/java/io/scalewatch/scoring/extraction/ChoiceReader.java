package io.scalewatch.scoring.extraction;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Reads choices: a letter, or the text of a choice. The value is the letter.
final class ChoiceReader implements AnswerReader {

    private static final Set<String> COPULAS =
            Set.of("is", "its", "be", "thats", "leaves", "maybe", "probably", "perhaps");
    private static final Set<String> PICKS = Set.of("say", "with", "choose", "pick", "select", "guess", "for");
    private static final Set<String> BETWEEN = Set.of(
            "option",
            "choice",
            "letter",
            "answer",
            "definitely",
            "probably",
            "actually",
            "likely",
            "clearly",
            "most",
            "the",
            "just",
            "either",
            "or",
            "and");
    private static final Set<String> VERBS = Set.of("have", "has", "are", "all", "both", "do", "can", "were");
    private static final int REACH = 8;

    private final Words words;
    private final ChoiceLetters letters;
    private final List<Mention> texts;
    /// A text of one word, asked for as "a spider" and answered as "spiders": its letter.
    private final Map<String, String> plurals = new HashMap<>();

    /// @param letters the choices' letters
    /// @param texts the choices' texts in the order of the letters, or none
    ChoiceReader(Words words, List<String> letters, List<String> texts) {
        this.words = words;
        this.letters = new ChoiceLetters(words, letters);
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            // A letter is no text to look for: "a" is everywhere.
            if (!isSingleLetter(texts.get(i).strip())) {
                values.putIfAbsent(texts.get(i), letters.get(i));
            }
        }
        this.texts = new Phrases(values).find(words);
        values.forEach((text, letter) -> {
            List<String> content = Phrases.contentOf(text);
            if (content.size() == 1) {
                plurals.put(content.getFirst() + "s", letter);
            }
        });
    }

    @Override
    public List<Mention> mentions() {
        return letters.named();
    }

    List<Mention> texts() {
        return texts;
    }

    List<Mention> bareLetters() {
        return letters.bare();
    }

    @Override
    public Reading statement(int from, int to) {
        int first = words.nextContent(from, to);
        Reading leading = leadingLetter(first, to);
        if (leading != Reading.NONE) {
            return leading;
        }
        Reading letter = AnswerReader.unique(letters.named(), from, to);
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
        if (letters.isLetter(first) && end == first + 1) {
            return new Reading.One(letters.letterAt(first), first, end, true);
        }
        Mention text = textAt(first);
        if (text != null && text.to() == end) {
            return new Reading.One(text);
        }
        if (end == first + 1 && plurals.containsKey(words.at(first))) {
            return new Reading.One(plurals.get(words.at(first)), first, end, true);
        }
        if (letters.isLetter(first)) {
            Mention behind = textAt(words.nextContent(first + 1, to));
            boolean same =
                    behind != null && behind.to() == end && behind.value().equals(letters.letterAt(first));
            return same ? new Reading.One(letters.letterAt(first), first, end, true) : Reading.NONE;
        }
        boolean called =
                ChoiceLetters.NAMES.contains(words.at(first)) && first + 2 == end && letters.isLetter(first + 1);
        return called ? new Reading.One(letters.letterAt(first + 1), first + 1, end, true) : Reading.NONE;
    }

    @Override
    public Reading conclusion(int from, int to) {
        return Stream.of(letters.named(), letters.bare(), texts)
                .map(mentions -> AnswerReader.unique(mentions, from, to))
                .filter(reading -> reading != Reading.NONE)
                .findFirst()
                .orElse(Reading.NONE);
    }

    /// A text that opens with a letter and goes on to explain it, "B. Because ..."; not a list of the choices.
    Reading opening() {
        int first = words.nextContent(0, words.size());
        boolean none = first == words.size() || letters.listed();
        return none ? Reading.NONE : leadingLetter(first, words.lineEnd(first));
    }

    /// The only letter that something "is", or that "I would go with".
    Reading predicate() {
        List<Mention> said = letters.bare().stream()
                .filter(mention -> isPredicate(mention.from()) || isSaidRight(mention.from()))
                .toList();
        return AnswerReader.unique(said, 0, words.size());
    }

    /// "C is correct"
    private boolean isSaidRight(int letter) {
        return words.at(letter + 1).equals("is")
                && (words.at(letter + 2).equals("correct")
                        || words.at(letter + 2).equals("right"));
    }

    private boolean isPredicate(int letter) {
        int stop = Math.max(words.sentenceStart(letter), letter - REACH);
        for (int i = letter - 1; i >= stop; i--) {
            String word = words.at(i);
            if (COPULAS.contains(word)) {
                return !Doubt.denies(words, i) && !words.at(i + 1).equals("not");
            }
            if (PICKS.contains(word)) {
                return isOwn(i);
            }
            if (words.isMark(i, ':') || words.isContent(i) && !isBetween(i)) {
                return words.isMark(i, ':') && isChosen(i);
            }
        }
        return false;
    }

    private boolean isBetween(int i) {
        return BETWEEN.contains(words.at(i)) || letters.isLetter(i);
    }

    /// "I'd go with", "I would say", "I had to choose"
    private boolean isOwn(int verb) {
        for (int i = verb - 1; i >= Math.max(words.sentenceStart(verb), verb - 5); i--) {
            String word = words.at(i);
            if (word.equals("i") || word.equals("id") || word.equals("ill") || word.equals("im")) {
                return true;
            }
        }
        return false;
    }

    /// "if I had to choose: B"
    private boolean isChosen(int colon) {
        return PICKS.contains(words.at(colon - 1)) && isOwn(colon - 1);
    }

    /// A letter at the start of a range, not an article.
    private Reading leadingLetter(int first, int to) {
        if (first >= to || !letters.isLetter(first)) {
            return Reading.NONE;
        }
        int next = first + 1;
        boolean bracket = words.isMark(next, ')') || words.isMark(next, ']');
        int verb = bracket && words.isMark(first - 1) ? next + 1 : next;
        if (words.isWord(verb) && verb < to && !ChoiceLetters.AFTER_LETTER.contains(words.at(verb))) {
            Mention behind = textAt(verb);
            if (behind == null || !behind.value().equals(letters.letterAt(first))) {
                return Reading.NONE;
            }
        }
        if (words.isMark(next, '\'') && !words.isMark(first - 1, '\'')) {
            return Reading.NONE;
        }
        int other = joins(next) ? words.nextContent(next + (words.isWord(next) ? 1 : 0), to) : to;
        if (other < to && letters.isLetter(other) && !letters.letterAt(other).equals(letters.letterAt(first))) {
            return isSubject(other, to) ? Reading.NONE : Reading.SEVERAL;
        }
        Mention behind = textAt(words.nextContent(next, to));
        boolean follows = behind != null && behind.from() <= next + 3 && behind.to() <= to;
        if (follows && !behind.value().equals(letters.letterAt(first))) {
            return Reading.SEVERAL;
        }
        return new Reading.One(letters.letterAt(first), first, first + 1, true);
    }

    /// "A, B and D have four legs": speaks of them, and answers with none.
    private boolean isSubject(int letter, int to) {
        int at = letter;
        while (at < to && (letters.isLetter(at) || joins(at))) {
            at++;
        }
        return at < to && VERBS.contains(words.at(at));
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

    private static boolean isSingleLetter(String text) {
        return text.length() == 1 && Character.isLetter(text.charAt(0));
    }
}
