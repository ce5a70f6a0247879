package io.scalewatch.scoring.extraction;

import java.util.Optional;
import java.util.Set;

/// The sentences of a text that are likelier than others to hold its answer.
final class Sentences {

    private static final Set<String> CONCLUDING = Set.of(
            "so", "therefore", "thus", "hence", "consequently", "overall", "finally", "altogether", "accordingly");

    /// From a place to the place after its last.
    record Range(int from, int to) {}

    private Sentences() {}

    /// The last one that opens with "so", "therefore", "in conclusion".
    static Optional<Range> conclusion(Words words) {
        int to = words.size();
        while (to > 0) {
            int from = words.sentenceStart(to - 1);
            int first = words.nextContent(from, to);
            boolean in = words.at(first).equals("in")
                    && (words.at(first + 1).equals("conclusion")
                            || words.at(first + 1).equals("total")
                            || words.at(first + 1).equals("summary"));
            if (first < to && (in || CONCLUDING.contains(words.at(first)))) {
                return Optional.of(new Range(from, to));
            }
            to = from;
        }
        return Optional.empty();
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
