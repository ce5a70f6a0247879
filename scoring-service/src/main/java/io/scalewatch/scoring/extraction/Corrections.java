package io.scalewatch.scoring.extraction;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds where a model takes back what it said: what it states after that replaces what it stated before.
final class Corrections {

    private static final Set<String> CUES = Set.of("wait", "correction", "oops", "hmm", "scratch", "actually", "sorry");
    private static final Set<String> MISTAKES =
            Set.of("mistake", "error", "wrong", "incorrect", "recheck", "reconsider", "recalculate");
    /// The words at which a correction may begin.
    static final Set<String> OPENERS =
            Stream.concat(CUES.stream(), MISTAKES.stream()).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> BEFORE_VALUE = Set.of(
            "no",
            "its",
            "it",
            "is",
            "thats",
            "that",
            "should",
            "be",
            "i",
            "mean",
            "make",
            "the",
            "correct",
            "answer",
            "actually",
            "rather",
            "now",
            "sorry",
            "a",
            "an");
    private static final int FILLERS = 6;

    private Corrections() {}

    /// The place of the last one, or -1.
    static int last(Words words) {
        for (int i = words.size() - 1; i >= 0; i--) {
            if (words.has(i, Vocabulary.CORRECTS) && isCue(words, i)) {
                return i;
            }
        }
        return -1;
    }

    /// "Wait, no, it should be 7": the value that follows a cue at once.
    static Reading valueAfter(Words words, int cue, AnswerReader reader) {
        int end = words.sentenceEnd(cue);
        int at = cue + 1;
        int fillers = 0;
        while (at < end && fillers <= FILLERS && (words.isMark(at) || BEFORE_VALUE.contains(words.at(at)))) {
            fillers += words.isWord(at) ? 1 : 0;
            at++;
        }
        return at < end ? reader.exactly(at, end) : Reading.NONE;
    }

    private static boolean isCue(Words words, int i) {
        String word = words.at(i);
        if (CUES.contains(word)) {
            return i == words.sentenceStart(i) || words.isMark(i + 1) || words.isMark(i - 1);
        }
        // "I made a mistake", "that's wrong", "let me recheck"
        if (!MISTAKES.contains(word)) {
            return false;
        }
        for (int at = i - 1; at >= Math.max(words.sentenceStart(i), i - 4); at--) {
            String before = words.at(at);
            if (before.equals("i") || before.equals("my") || before.equals("thats") || before.equals("me")) {
                return true;
            }
        }
        return false;
    }
}
