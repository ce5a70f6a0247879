package io.scalewatch.scoring.extraction;

import java.util.Optional;
import java.util.Set;

/// The sentences of a text that are likelier than others to hold its answer.
final class Sentences {

    /// The words that draw a conclusion.
    static final Set<String> CONCLUDING = Set.of(
            "so", "therefore", "thus", "hence", "consequently", "overall", "finally", "altogether", "accordingly");

    /// From a place to the place after its last.
    record Range(int from, int to) {}

    private Sentences() {}

    /// The last one that opens with "so", "therefore", "in conclusion", or the part of one behind ", so".
    static Optional<Range> conclusion(Words words) {
        for (int i = words.size() - 1; i >= 0; i--) {
            if (concludes(words, i) && opensClause(words, i)) {
                return Optional.of(new Range(i, words.sentenceEnd(i)));
            }
        }
        return Optional.empty();
    }

    private static boolean concludes(Words words, int i) {
        boolean in = words.at(i).equals("in")
                && (words.at(i + 1).equals("conclusion")
                        || words.at(i + 1).equals("total")
                        || words.at(i + 1).equals("summary"));
        return in || words.has(i, Vocabulary.CONCLUDES);
    }

    private static boolean opensClause(Words words, int i) {
        int before = i - 1;
        while (before >= words.sentenceStart(i) && words.isMark(before) && !isPause(words, before)) {
            before--;
        }
        return before < words.sentenceStart(i) || isPause(words, before);
    }

    private static boolean isPause(Words words, int i) {
        return words.isMark(i, ',') || words.isMark(i, ';') || words.isMark(i, ':') || words.isMark(i, '\u2014');
    }

    /// The last line with words, where it is an answer and hardly anything else, and others stand before it.
    static Reading lastLine(Words words, AnswerReader reader) {
        int last = words.trimEnd(0, words.size()) - 1;
        int from = last;
        while (from > 0 && !words.isLineEnd(from - 1)) {
            from--;
        }
        boolean others = from > 0 && words.nextContent(0, from) < from;
        return others ? reader.exactly(from, words.lineEnd(last)) : Reading.NONE;
    }

    /// The first line with words.
    static Optional<Range> firstLine(Words words) {
        int first = words.nextContent(0, words.size());
        if (first == words.size()) {
            return Optional.empty();
        }
        int from = first;
        while (from > 0 && !words.isLineEnd(from - 1)) {
            from--;
        }
        return Optional.of(new Range(from, words.lineEnd(first)));
    }

    /// Whether all words stand in one line.
    static boolean isOneLine(Words words) {
        Optional<Range> line = firstLine(words);
        return line.isPresent() && words.nextContent(line.get().to(), words.size()) == words.size();
    }
}
