package io.scalewatch.scoring.extraction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads yes and no in their many forms as `true` and `false`.
final class BooleanReader implements AnswerReader {

    static final String TRUE = "true";
    static final String FALSE = "false";

    private static final Set<String> AFFIRM = Set.of(
            "yes",
            "yeah",
            "yep",
            "true",
            "correct",
            "right",
            "agree",
            "agreed",
            "valid",
            "affirmative",
            "absolutely",
            "certainly",
            "definitely",
            "indeed",
            "follows",
            "follow",
            "holds",
            "ja",
            "oui",
            "s\u00ED",
            "sim",
            "\u0434\u0430",
            "\u662F",
            "\u662F\u7684",
            "\u5BF9",
            "\u306F\u3044",
            "\u0646\u0639\u0645");
    private static final Set<String> DENY = Set.of(
            "no",
            "nope",
            "false",
            "incorrect",
            "wrong",
            "disagree",
            "invalid",
            "untrue",
            "negative",
            "nein",
            "non",
            "n\u00E3o",
            "\u043D\u0435\u0442",
            "\u4E0D\u662F",
            "\u4E0D\u5BF9",
            "\u3044\u3044\u3048",
            "\u0644\u0627");
    /// Words that say yes or no wherever they stand; the others only at the start or in a statement.
    private static final Set<String> PLAIN = Set.of("yes", "true", "false", "valid", "invalid", "untrue");
    private static final Set<String> FLIPS =
            Set.of("not", "isnt", "dont", "doesnt", "cannot", "cant", "never", "arent");
    private static final int OPENING = 6;

    /// All of them.
    static final Set<String> WORDS =
            Stream.of(AFFIRM, DENY, Set.of("so")).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

    private final Words words;
    private final List<Mention> all = new ArrayList<>();
    private final List<Mention> plain = new ArrayList<>();

    BooleanReader(Words words) {
        this.words = words;
        for (int i = 0; i < words.size(); i++) {
            Optional<String> value = words.has(i, Vocabulary.SAYS_YES_OR_NO) ? valueAt(i) : Optional.empty();
            if (value.isPresent()) {
                boolean counts = !Doubt.attributes(words, i);
                Mention mention = new Mention(value.get(), i, i + 1, counts);
                all.add(mention);
                if (PLAIN.contains(words.at(i))) {
                    plain.add(mention);
                }
            }
        }
    }

    /// What a target or a labelled answer stands for.
    static Optional<String> parse(String text) {
        List<String> content = Phrases.contentOf(text);
        if (content.size() != 1) {
            return Optional.empty();
        }
        return AFFIRM.contains(content.getFirst())
                ? Optional.of(TRUE)
                : DENY.contains(content.getFirst()) ? Optional.of(FALSE) : Optional.empty();
    }

    @Override
    public List<Mention> mentions() {
        return plain;
    }

    @Override
    public Reading statement(int from, int to) {
        return opening(from, to);
    }

    @Override
    public Reading exactly(int from, int to) {
        boolean single = words.contentCount(from, to, 2) == 1;
        return single ? AnswerReader.unique(all, from, to) : Reading.NONE;
    }

    @Override
    public Reading conclusion(int from, int to) {
        return AnswerReader.unique(all, from, to);
    }

    /// What a text opens with: "Yes, ...", "No.", "That's not correct ...", "I agree ...".
    Reading opening(int from, int to) {
        int first = words.nextContent(from, to);
        int index = AnswerReader.firstFrom(all, first);
        if (index == all.size() || all.get(index).to() > to) {
            return Reading.NONE;
        }
        Mention mention = all.get(index);
        if (words.contentCount(first, mention.from(), OPENING) >= OPENING || !mention.counts()) {
            return Reading.NONE;
        }
        boolean and =
                words.at(mention.to()).equals("and") || words.at(mention.to()).equals("or");
        boolean both = and && index + 1 < all.size() && all.get(index + 1).from() == mention.to() + 1;
        return both ? Reading.SEVERAL : new Reading.One(mention);
    }

    private Optional<String> valueAt(int i) {
        String word = words.at(i);
        // "I don't think so"
        if (word.equals("so")) {
            boolean own = words.at(i - 1).equals("think") || words.at(i - 1).equals("believe");
            return own ? Optional.of(isFlipped(i) ? FALSE : TRUE) : Optional.empty();
        }
        boolean affirms = AFFIRM.contains(word);
        if (!affirms && !DENY.contains(word)) {
            return Optional.empty();
        }
        // "no reason", "the right side": other words.
        boolean determiner = word.equals("no") && words.isWord(i + 1) && i > words.sentenceStart(i);
        boolean attribute = (word.equals("right") || word.equals("correct")) && isAttribute(i);
        boolean announces = word.equals("follows") && words.at(i - 1).equals("as");
        if (determiner || attribute || announces) {
            return Optional.empty();
        }
        return Optional.of(affirms != isFlipped(i) ? TRUE : FALSE);
    }

    private boolean isAttribute(int i) {
        return words.at(i - 1).equals("the") && words.isWord(i + 1);
    }

    private boolean isFlipped(int i) {
        int seen = 0;
        int stop = Math.max(words.sentenceStart(i), i - OPENING);
        for (int at = i - 1; at >= stop && seen < 3; at--) {
            if (words.isMark(at, ',')) {
                return false;
            }
            if (words.isContent(at)) {
                seen++;
                if (FLIPS.contains(words.at(at))) {
                    return true;
                }
            }
        }
        return false;
    }
}
