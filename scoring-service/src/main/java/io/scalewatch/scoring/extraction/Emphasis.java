package io.scalewatch.scoring.extraction;

/// The answer that a text prints in bold.
final class Emphasis {

    private Emphasis() {}

    /// The only one that is an answer and nothing else; none, where there are several.
    static Reading unique(Words words, AnswerReader reader) {
        Reading found = Reading.NONE;
        int open = -1;
        for (int i = 0; i + 1 < words.size(); i++) {
            boolean bold = words.isMark(i, '*') && words.isMark(i + 1, '*') && words.touchesNext(i);
            if (words.isLineEnd(i)) {
                open = -1;
            } else if (bold && open < 0) {
                open = i + 2;
                i++;
            } else if (bold) {
                found = merge(found, reader.exactly(open, i));
                open = -1;
                i++;
            }
        }
        return found == Reading.SEVERAL ? Reading.NONE : found;
    }

    private static Reading merge(Reading found, Reading next) {
        if (next instanceof Reading.None) {
            return found;
        }
        boolean same = found instanceof Reading.One a
                && next instanceof Reading.One b
                && a.value().equals(b.value());
        return found instanceof Reading.None || same ? next : Reading.SEVERAL;
    }
}
