package io.scalewatch.scoring.extraction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads texts: the ones that the sample speaks of wherever they stand, others only where they are the whole
/// statement.
final class TextReader implements AnswerReader {

    private static final Set<String> COPULAS = Set.of("is", "are", "was", "were", "its", "be", "thats");
    private static final Set<String> ADVERBS =
            Set.of("actually", "really", "indeed", "in", "fact", "called", "named", "still", "simply", "always");
    private static final Set<String> COMPARING = Set.of(
            "larger", "largest", "bigger", "biggest", "populous", "famous", "known", "commonly", "often", "older");
    private static final Set<String> CONCEDING =
            Set.of("while", "although", "though", "no", "nope", "incorrect", "admittedly");
    private static final Set<String> CLAUSE_ENDS = Set.of(",", ";", "(", "\u2014", "because", "since");
    /// With these a statement points at an answer that stands elsewhere.
    private static final Set<String> POINTING = Set.of("that", "this", "it", "here", "there", "above", "below");
    /// With these a statement begins that says something about the answer.
    private static final Set<String> REMARKING = Set.of(
            "that",
            "this",
            "it",
            "here",
            "there",
            "above",
            "below",
            "as",
            "i",
            "we",
            "yes",
            "no",
            "so",
            "in",
            "at",
            "by",
            "from",
            "on",
            "given",
            "based",
            "same",
            "still",
            "unchanged",
            "final",
            "correct",
            "right",
            "wrong",
            "incorrect",
            "clear",
            "obvious",
            "simple",
            "easy",
            "straightforward",
            "short",
            "well",
            "widely",
            "quite",
            "very",
            "pretty",
            "definitive",
            "consistent",
            "supported",
            "confirmed",
            "stated",
            "provided",
            "shown");
    private static final Set<String> CONNECTIVES = Set.of("so", "no", "as", "in", "at", "i");
    /// The longest answer that is taken for one without being known, in words.
    private static final int LONGEST = 12;

    private final Words words;
    private final List<Mention> mentions;
    /// Whether all known texts are names: what does not begin with a capital is none.
    private final boolean names;

    /// @param known the answers that the sample speaks of
    TextReader(Words words, List<String> known) {
        this.words = words;
        Map<String, String> values = new LinkedHashMap<>();
        known.forEach(text -> values.put(text, String.join(" ", Phrases.contentOf(text))));
        this.mentions = new Phrases(values).find(words);
        this.names = known.stream().noneMatch(text -> text.isEmpty() || Character.isLowerCase(text.codePointAt(0)));
    }

    /// Whether a known text stands somewhere that the text itself stands behind.
    boolean mentionsAnswer() {
        return mentions.stream().anyMatch(mention -> mention.counts() && !isConnective(mention));
    }

    /// "So the answer is ...", where the symbol So is a listed answer.
    private boolean isConnective(Mention mention) {
        int at = mention.from();
        return mention.to() == at + 1
                && CONNECTIVES.contains(words.at(at))
                && words.nextContent(words.sentenceStart(at), words.size()) == at
                && words.isWord(at + 1);
    }

    /// "That is my final answer", "my answer remains unchanged", "the answer is correct": what is said of an
    /// answer rather than an answer.
    boolean isRemark(Statement statement, Reading reading) {
        if (!(reading instanceof Reading.One one) || one.known()) {
            return false;
        }
        boolean precedes = statement.to() <= statement.anchor();
        String last = words.at(words.trimEnd(statement.from(), statement.to()) - 1);
        boolean lowerCase = Character.isLowerCase(words.text().codePointAt(words.start(one.from())));
        return precedes && POINTING.contains(last) || REMARKING.contains(words.at(one.from())) || names && lowerCase;
    }

    @Override
    public List<Mention> mentions() {
        return mentions;
    }

    @Override
    public Reading statement(int from, int to) {
        int start = afterArticles(from, to);
        int first = AnswerReader.firstFrom(mentions, start);
        boolean inRange = first < mentions.size() && mentions.get(first).to() <= to;
        if (inRange && mentions.get(first).from() == start && !isAlternative(first, to)) {
            return new Reading.One(mentions.get(first));
        }
        Reading unique = AnswerReader.unique(mentions, from, to);
        return unique == Reading.NONE ? unknown(start, clauseEnd(start, to)) : unique;
    }

    @Override
    public Reading exactly(int from, int to) {
        int start = afterArticles(from, to);
        int end = words.trimEnd(start, to);
        int first = AnswerReader.firstFrom(mentions, start);
        if (first < mentions.size()) {
            Mention mention = mentions.get(first);
            if (mention.counts() && mention.from() == start && mention.to() == end) {
                return new Reading.One(mention);
            }
        }
        return Reading.NONE;
    }

    /// The only known text that something "is": "the capital is actually Canberra".
    Reading predicate() {
        return AnswerReader.unique(
                mentions.stream()
                        .filter(mention -> isPredicate(mention.from()) || isAffirmed(mention.to()))
                        .toList(),
                0,
                words.size());
    }

    /// "Although X is larger, Y is the capital", "Not quite! X is larger, but Y ...": what the main clause
    /// says.
    Reading concession() {
        for (int i = words.size() - 1; i > 0; i--) {
            if (words.at(i).equals("but") && (concedes(i) || isComparison(i))) {
                Reading said = isComparison(i)
                        ? AnswerReader.unique(mentions, words.sentenceStart(i), i)
                        : AnswerReader.unique(mentions, i, words.sentenceEnd(i));
                if (said instanceof Reading.One) {
                    return said;
                }
            }
        }
        return Reading.NONE;
    }

    /// "..., but X is larger": what follows is the concession.
    private boolean isComparison(int but) {
        for (int i = but; i < words.sentenceEnd(but); i++) {
            if (COMPARING.contains(words.at(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean concedes(int but) {
        int first = words.nextContent(0, but);
        String opens = words.at(first);
        return CONCEDING.contains(opens)
                || opens.equals("not") && words.at(first + 1).equals("quite")
                || CONCEDING.contains(words.at(words.nextContent(words.sentenceStart(but), but)));
    }

    /// The only line of a text that speaks of nothing known.
    Reading unknownLine() {
        return mentions.isEmpty() && Sentences.isOneLine(words) && !Abstentions.isPresent(words)
                ? unknown(0, words.size())
                : Reading.NONE;
    }

    /// A range that is no known text: what it says is an answer all the same, if it is short.
    private Reading unknown(int from, int to) {
        int start = afterArticles(from, to);
        int end = words.trimEnd(start, to);
        int count = words.contentCount(start, end, LONGEST + 1);
        if (count == 0 || count > LONGEST) {
            return Reading.NONE;
        }
        StringBuilder value = new StringBuilder();
        for (int i = start; i < end; i++) {
            if (words.isContent(i)) {
                value.append(value.isEmpty() ? "" : " ").append(words.at(i));
            }
        }
        return new Reading.One(value.toString(), start, end, false);
    }

    private boolean isAlternative(int index, int to) {
        Mention first = mentions.get(index);
        String next = words.at(first.to());
        boolean joined = next.equals("or") || next.equals("and") || words.isMark(first.to(), '/');
        return joined && AnswerReader.unique(mentions, first.from(), to) == Reading.SEVERAL;
    }

    /// "It is not X. Y is."
    private boolean isAffirmed(int to) {
        return COPULAS.contains(words.at(to)) && (words.isMark(to + 1, '.') || words.isLineEnd(to + 1));
    }

    private boolean isPredicate(int from) {
        for (int i = from - 1; i >= words.sentenceStart(from) && i >= from - 8; i--) {
            String word = words.at(i);
            if (COPULAS.contains(word)) {
                return true;
            }
            if (words.isWord(i) && !ADVERBS.contains(word) && !Phrases.isArticle(word)) {
                return false;
            }
        }
        return false;
    }

    private int afterArticles(int from, int to) {
        int start = words.nextContent(from, to);
        boolean article = start < to && Phrases.isArticle(words.at(start));
        int next = article ? words.nextContent(start + 1, to) : start;
        return next < to ? next : start;
    }

    private int clauseEnd(int from, int to) {
        for (int i = from; i < to; i++) {
            if (CLAUSE_ENDS.contains(words.at(i))) {
                return i;
            }
        }
        return to;
    }
}
