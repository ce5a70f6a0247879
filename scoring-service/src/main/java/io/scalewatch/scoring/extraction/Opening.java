package io.scalewatch.scoring.extraction;

/// The answer that a text opens with.
final class Opening {

    private Opening() {}

    /// The first line, without what stands in brackets behind it, or its first sentence, where it is an answer
    /// and hardly anything else.
    ///
    /// @param end how far a value may reach to be trusted, in characters
    static Reading line(Words words, AnswerReader reader, int end) {
        Reading reading = Sentences.firstLine(words)
                .filter(line -> !continues(words, line))
                .map(line -> line(words, reader, line))
                .orElse(Reading.NONE);
        boolean reaches = reading instanceof Reading.One one && words.end(one.to() - 1) > end;
        return reaches ? Reading.NONE : reading;
    }

    /// The place after the first sentence with words.
    static int sentenceEnd(Words words) {
        int first = words.nextContent(0, words.size());
        return first < words.size() ? words.sentenceEnd(first) : first;
    }

    private static Reading line(Words words, AnswerReader reader, Sentences.Range line) {
        Reading whole = reader.exactly(line.from(), line.to());
        if (whole != Reading.NONE) {
            return whole;
        }
        int sentence = Math.min(sentenceEnd(words), line.to());
        int bracket = line.from() + 1;
        while (bracket < sentence && !words.isMark(bracket, '(')) {
            bracket++;
        }
        Reading before = reader.exactly(line.from(), bracket);
        // A letter alone opens a list as often as it answers.
        boolean letter = words.contentCount(line.from(), bracket, 2) == 1
                && words.at(words.nextContent(line.from(), bracket)).length() == 1
                && words.isWord(words.nextContent(line.from(), bracket));
        return letter ? Reading.NONE : before;
    }

    /// Whether the next line goes on in the same way: the first is an item of a list, or a step of a
    /// computation.
    private static boolean continues(Words words, Sentences.Range line) {
        int first = words.nextContent(line.to(), words.size());
        if (first == words.size()) {
            return false;
        }
        int from = first;
        while (from > line.to() && !words.isLineEnd(from - 1)) {
            from--;
        }
        int to = words.lineEnd(first);
        boolean computes = Equations.hasSign(words, line.from(), line.to()) && Equations.hasSign(words, from, to);
        return computes || isItem(words, line.from()) && isItem(words, from);
    }

    /// "1. ...", "A) ...", "- ...": something follows the mark.
    private static boolean isItem(Words words, int from) {
        boolean bullet = (words.isMark(from, '-') || words.isMark(from, '*') || words.isMark(from, '\u2022'))
                && !words.touchesNext(from);
        boolean counted = words.isContent(from)
                && words.at(from).length() <= 2
                && (words.isMark(from + 1, '.') || words.isMark(from + 1, ')') || words.isMark(from + 1, ':'))
                && !words.isLineEnd(from + 2);
        return bullet || counted;
    }
}
