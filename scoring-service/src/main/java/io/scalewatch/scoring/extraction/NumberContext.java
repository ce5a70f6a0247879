package io.scalewatch.scoring.extraction;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells from its surroundings whether a number could be an answer.
final class NumberContext {

    private static final Set<String> NUMBERED = Set.of(
            "step",
            "part",
            "option",
            "choice",
            "example",
            "question",
            "section",
            "case",
            "line",
            "point",
            "year",
            "chapter",
            "page");
    private static final Set<String> SURE = Set.of("confident", "confidence", "sure", "certain", "certainty");
    private static final Set<String> SETS_ASIDE =
            Set.of("ignore", "ignoring", "ignored", "disregard", "disregarding", "discard", "besides");
    private static final Set<String> IRRELEVANT = Set.of(
            "irrelevant",
            "unrelated",
            "distraction",
            "distractor",
            "distracting",
            "herring",
            "unnecessary",
            "extraneous",
            "ignored");
    /// Behind a "not".
    private static final Set<String> UNUSED =
            Set.of("used", "needed", "relevant", "required", "matter", "affect", "asked");

    /// All words that set a number aside.
    static final Set<String> WORDS =
            Stream.of(SETS_ASIDE, IRRELEVANT, UNUSED).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

    /// "the 62 sheep are a bit of a red herring"
    private static final int REACH = 10;

    private NumberContext() {}

    /// "Step 3", "the year 1990".
    static boolean isCounted(Words words, int i) {
        return NUMBERED.contains(words.at(i - 1));
    }

    /// "2." or "2)" at the start of a line that goes on.
    static boolean isItem(Words words, int i, int end) {
        boolean opensLine = i == 0 || words.isLineEnd(i - 1);
        boolean closed = words.isMark(end, '.') || words.isMark(end, ')');
        return opensLine && closed && end + 1 < words.size() && !words.isLineEnd(end + 1);
    }

    /// "90% sure", "confidence: 90%": speaks of the answer, and is none.
    static boolean isConfidence(Words words, int i, int end) {
        if (!isPercent(words, end)) {
            return false;
        }
        int first = Math.max(words.sentenceStart(i), i - 5);
        int last = Math.min(words.sentenceEnd(i), end + 4);
        for (int at = first; at < last; at++) {
            if (SURE.contains(words.at(at))) {
                return true;
            }
        }
        return false;
    }

    static boolean isPercent(Words words, int end) {
        return words.isMark(end, '%')
                || words.isMark(end, '\\') && words.isMark(end + 1, '%')
                || words.at(end).equals("percent");
    }

    /// "ignoring the 62", "the 62 is irrelevant": said to be of no use.
    static boolean isSetAside(Words words, int i, int end) {
        if (!words.hasIrrelevance()) {
            return false;
        }
        int stop = Math.max(words.sentenceStart(i), i - 3);
        for (int at = i - 1; at >= stop; at--) {
            if (SETS_ASIDE.contains(words.at(at))) {
                return true;
            }
        }
        int last = Math.min(words.sentenceEnd(i), end + REACH);
        for (int at = end; at < last && !words.isMark(at, ',') && !words.isMark(at, ';'); at++) {
            if (words.isNumber(at)) {
                return false;
            }
            boolean unused = UNUSED.contains(words.at(at))
                    && (words.has(at - 1, Vocabulary.DENIES) || words.has(at - 2, Vocabulary.DENIES));
            if (unused || IRRELEVANT.contains(words.at(at))) {
                return true;
            }
        }
        return false;
    }

    /// "Alice, who had 24 apples, ...": told in passing.
    static boolean isAside(Words words, int i) {
        int stop = Math.max(words.sentenceStart(i), i - 4);
        for (int at = i - 1; at > stop; at--) {
            if (words.at(at).equals("who")) {
                return words.isMark(at - 1, ',');
            }
        }
        return false;
    }

    /// "In case you wonder, 73 + 8 would be 81."
    static boolean isHypothetical(Words words, int i) {
        int first = words.sentenceStart(i);
        return words.at(first).equals("in") && words.at(first + 1).equals("case");
    }

    /// "12 degrees below zero"
    static boolean isBelowZero(Words words, int end) {
        for (int at = end; at < end + 3; at++) {
            if (words.at(at).equals("below")) {
                String next = words.at(at + 1);
                return next.equals("zero") || next.equals("0") || next.equals("freezing");
            }
        }
        return false;
    }

    /// The "zero" of "below zero".
    static boolean isZeroPoint(Words words, int i) {
        return words.at(i - 1).equals("below") || words.at(i - 1).equals("above");
    }
}
