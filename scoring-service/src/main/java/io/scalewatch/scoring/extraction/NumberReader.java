package io.scalewatch.scoring.extraction;

import java.util.List;

/// Reads numbers.
final class NumberReader implements AnswerReader {

    /// "about", "exactly", "a total of": words that may stand before the number of a statement.
    private static final int FILLERS = 4;
    /// "42 apples in all": words that may stand beside a number that is the whole answer.
    private static final int COMPANY = 3;

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

    /// What the last equation of the text gives: an intermediate one is no final answer.
    Reading lastEquation() {
        for (int i = words.size() - 1; i >= 0; i--) {
            if (isEquals(i)) {
                int end = Math.min(words.sentenceEnd(i), i + 6);
                int at = AnswerReader.firstFrom(mentions, i + 1);
                boolean there = at < mentions.size()
                        && mentions.get(at).to() <= end
                        && mentions.get(at).counts();
                return there ? new Reading.One(mentions.get(at)) : Reading.NONE;
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

    private boolean isEquals(int i) {
        return words.isMark(i, '=') || words.isMark(i, '\u2248');
    }

    private int afterEquals(int from, int to) {
        for (int i = to - 1; i > from; i--) {
            if (isEquals(i)) {
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
