package io.scalewatch.scoring.extraction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Reads the last word of a text, or the last words where the sample speaks of such an ending.
final class EndingReader {

    /// A quotation of fewer words is an expression, not the text that was asked for.
    private static final int SHORTEST_QUOTATION = 3;

    private final Words words;
    private final List<List<String>> known;

    /// @param known the endings that the sample speaks of
    EndingReader(Words words, List<String> known) {
        this.words = words;
        this.known = known.stream()
                .map(EndingReader::content)
                .filter(ending -> !ending.isEmpty())
                .sorted(Comparator.comparingInt((List<String> ending) -> ending.size())
                        .reversed())
                .toList();
    }

    /// An ending in the form in which two are compared.
    static String normal(String ending) {
        return String.join(" ", content(ending));
    }

    /// The last words of a range.
    Reading lastWords(int from, int to) {
        List<Integer> places = new ArrayList<>();
        for (int i = to - 1; i >= from && places.size() < longest(); i--) {
            if (words.isContent(i)) {
                places.addFirst(i);
            }
        }
        if (places.isEmpty()) {
            return Reading.NONE;
        }
        for (List<String> ending : known) {
            int skip = places.size() - ending.size();
            if (skip >= 0 && matches(ending, places.subList(skip, places.size()))) {
                return new Reading.One(String.join(" ", ending), places.get(skip), places.getLast() + 1, true);
            }
        }
        return new Reading.One(words.at(places.getLast()), places.getLast(), places.getLast() + 1, false);
    }

    /// The ending that all quotations of some length share.
    Reading quotations() {
        List<Reading.One> endings = new ArrayList<>();
        int open = -1;
        for (int i = 0; i < words.size(); i++) {
            if (words.isMark(i, '"')) {
                if (open >= 0
                        && words.contentCount(open + 1, i, SHORTEST_QUOTATION) == SHORTEST_QUOTATION
                        && lastWords(open + 1, i) instanceof Reading.One one) {
                    endings.add(one);
                }
                open = open >= 0 ? -1 : i;
            } else if (words.isLineEnd(i)) {
                open = -1;
            }
        }
        return agreed(endings);
    }

    /// The known ending of the text's sentences, where they have but one.
    ///
    /// @param complete whether the last sentence is known to be whole
    Reading sentences(boolean complete) {
        List<Reading.One> endings = new ArrayList<>();
        int from = 0;
        while (from < words.size()) {
            int to = words.sentenceEnd(from);
            boolean whole = complete || to < words.size() || words.isMark(to - 1);
            if (whole && asserted(from, to) instanceof Reading.One one && one.known()) {
                endings.add(one);
            }
            from = to;
        }
        return agreed(endings);
    }

    /// The last words of a sentence, up to a "not" that denies what follows: "..., not storm".
    private Reading asserted(int from, int to) {
        Reading last = lastWords(from, to);
        if (last instanceof Reading.One one && Doubt.denies(words, one.from())) {
            for (int i = one.from() - 1; i > from; i--) {
                if (words.has(i, Vocabulary.DENIES)) {
                    return words.isMark(i - 1, ',') ? lastWords(from, i) : last;
                }
            }
        }
        return last;
    }

    private static Reading agreed(List<Reading.One> endings) {
        List<Reading.One> candidates = endings.stream().anyMatch(Reading.One::known)
                ? endings.stream().filter(Reading.One::known).toList()
                : endings;
        if (candidates.isEmpty()) {
            return Reading.NONE;
        }
        boolean same = candidates.stream().map(Reading.One::value).distinct().count() == 1;
        return same ? candidates.getLast() : Reading.SEVERAL;
    }

    private int longest() {
        return Math.max(1, known.isEmpty() ? 1 : known.getFirst().size());
    }

    private boolean matches(List<String> ending, List<Integer> places) {
        for (int i = 0; i < ending.size(); i++) {
            if (!ending.get(i).equals(words.at(places.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> content(String text) {
        Words words = new Words(Folding.fold(text));
        List<String> content = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (words.isContent(i)) {
                content.add(words.at(i));
            }
        }
        return content;
    }
}
