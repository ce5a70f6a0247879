package io.scalewatch.scoring.extraction;

import java.util.List;
import java.util.Set;

/// Reads numbers.
final class NumberReader implements AnswerReader {

    /// "about", "exactly", "a total of": words that may stand before the number of a statement.
    private static final int FILLERS = 4;
    /// "42 apples in all": words that may stand beside a number that is the whole answer.
    private static final int COMPANY = 3;
    /// A number behind one of them is a circumstance: "340 km in 4 hours".
    private static final Set<String> PREPOSITIONS =
            Set.of("in", "for", "at", "after", "with", "from", "by", "per", "during", "within", "over", "of");

    private final Words words;
    private final List<Mention> mentions;

    NumberReader(Words words) {
        this.words = words;
        this.mentions = Numerals.find(words);
    }

    @Override
    public List<Mention> mentions() {
        return mentions;
    }

    @Override
    public Reading statement(int from, int to) {
        int start = afterEquals(from, to);
        int first = AnswerReader.firstFrom(mentions, start);
        if (first == mentions.size() || mentions.get(first).to() > to) {
            return Reading.NONE;
        }
        Mention mention = mentions.get(first);
        if (!mention.counts()) {
            return AnswerReader.unique(mentions, start, to);
        }
        if (isAlternative(first, to)) {
            return Reading.SEVERAL;
        }
        boolean leads = words.contentCount(start, mention.from(), FILLERS + 1) <= FILLERS;
        return leads ? new Reading.One(mention) : AnswerReader.unique(mentions, start, to);
    }

    @Override
    public Reading exactly(int from, int to) {
        Reading unique = AnswerReader.unique(mentions, afterEquals(from, to), to);
        if (unique instanceof Reading.One one) {
            int before = wordCount(from, one.from());
            boolean equation = afterEquals(from, to) > from;
            boolean alone = before + wordCount(one.to(), to) <= COMPANY && (equation || before <= 1);
            return alone ? unique : Reading.NONE;
        }
        return Reading.NONE;
    }

    @Override
    public Reading conclusion(int from, int to) {
        return AnswerReader.unique(mentions, afterEquals(from, to), to);
    }

    /// What the last equation gives.
    Reading equation() {
        return Equations.last(words, mentions);
    }

    /// A conclusion that the last equation bears out: enough even where the text was cut behind both.
    Reading provenConclusion() {
        Reading conclusion = Sentences.conclusion(words)
                .filter(range -> range.to() < words.size())
                .map(range -> conclusion(range.from(), range.to()))
                .orElse(Reading.NONE);
        boolean proven = conclusion instanceof Reading.One said
                && equation() instanceof Reading.One computed
                && said.value().equals(computed.value());
        return proven ? conclusion : Reading.NONE;
    }

    /// The only number of the last sentence that has one, where others lead up to it.
    Reading lastSentence() {
        if (mentions.isEmpty() || Abstentions.isPresent(words)) {
            return Reading.NONE;
        }
        for (int i = mentions.size() - 1; i >= 0; i--) {
            if (mentions.get(i).counts()) {
                int from = words.sentenceStart(mentions.get(i).from());
                boolean later = words.nextContent(0, from) < from;
                Reading unique = AnswerReader.unique(mentions, from, words.size());
                return later && unique instanceof Reading.One ? unique : afterColon(from);
            }
        }
        return Reading.NONE;
    }

    /// The only number of the text.
    Reading loneValue() {
        return several() ? Reading.NONE : AnswerReader.unique(mentions, 0, words.size());
    }

    /// The only number of a single sentence that no preposition makes a circumstance; several, where there are.
    Reading object() {
        int first = words.nextContent(0, words.size());
        if (first == words.size() || words.nextContent(words.sentenceEnd(first), words.size()) < words.size()) {
            return several() ? Reading.SEVERAL : Reading.NONE;
        }
        List<Mention> objects = mentions.stream()
                .filter(mention -> !PREPOSITIONS.contains(words.at(mention.from() - 1)))
                .toList();
        Reading unique = AnswerReader.unique(objects, 0, words.size());
        return unique == Reading.NONE && several() ? Reading.SEVERAL : unique;
    }

    private boolean several() {
        return AnswerReader.unique(mentions, 0, words.size()) == Reading.SEVERAL;
    }

    /// "..., Bob has 4. The question is how many Bob got: 9."
    private Reading afterColon(int from) {
        for (int i = words.size() - 1; i > from; i--) {
            if (words.isMark(i, ':')) {
                return exactly(i + 1, words.size());
            }
        }
        return Reading.NONE;
    }

    /// How many words, numbers not counted.
    private int wordCount(int from, int to) {
        int count = 0;
        for (int i = from; i < to && count <= COMPANY; i++) {
            count += words.isWord(i) ? 1 : 0;
        }
        return count;
    }

    private int afterEquals(int from, int to) {
        for (int i = to - 1; i > from; i--) {
            if (Equations.isSign(words, i)) {
                int next = AnswerReader.firstFrom(mentions, i);
                if (next < mentions.size() && mentions.get(next).to() <= to) {
                    return i + 1;
                }
            }
        }
        return from;
    }

    /// "3 or 5", "between 3 and 5", "3 to 5", "3-5"
    private boolean isAlternative(int index, int to) {
        if (index + 1 >= mentions.size()) {
            return false;
        }
        Mention first = mentions.get(index);
        Mention second = mentions.get(index + 1);
        if (second.to() > to || second.value().equals(first.value())) {
            return false;
        }
        int gap = second.from() - first.to();
        for (int i = first.to(); i < second.from() && gap <= 3; i++) {
            String between = words.at(i);
            if (between.equals("or") || between.equals("to") || between.equals("and") || words.isMark(i, '-')) {
                return true;
            }
        }
        return false;
    }
}
