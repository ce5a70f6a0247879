package io.scalewatch.scoring.extraction;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds where a model takes back what it said: what it says after that replaces what it said before.
final class Corrections {

    private static final Set<String> CUES = Set.of("wait", "correction", "oops", "hmm", "scratch", "actually", "sorry");
    private static final Set<String> MISTAKES =
            Set.of("mistake", "error", "wrong", "incorrect", "recheck", "reconsider", "recalculate", "recount");
    /// The words at which a correction may begin.
    static final Set<String> OPENERS = Stream.of(CUES, MISTAKES, Set.of("no", "hold", "reflection"))
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

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

    /// The places of the last ones, the last first.
    ///
    /// @param most how many
    static List<Integer> lastFirst(Words words, int most) {
        List<Integer> places = new ArrayList<>();
        int first = words.nextContent(0, words.size());
        for (int i = words.size() - 1; i > first && places.size() < most; i--) {
            if (words.has(i, Vocabulary.CORRECTS) && isCue(words, i)) {
                places.add(i);
            }
        }
        return places;
    }

    /// "no, it should be 7", behind a cue: the value that follows at once, or the last sentence that is one.
    static Reading value(Words words, AnswerReader reader) {
        int end = words.size() == 0 ? 0 : words.sentenceEnd(0);
        int at = 0;
        int fillers = 0;
        while (at < end && fillers <= FILLERS && (words.isMark(at) || BEFORE_VALUE.contains(words.at(at)))) {
            fillers += words.isWord(at) ? 1 : 0;
            at++;
        }
        Reading reading = at < end ? reader.exactly(at, end) : Reading.NONE;
        for (int to = words.size(); to > 0 && reading == Reading.NONE; ) {
            int from = words.sentenceStart(to - 1);
            reading = reader.exactly(from, to);
            to = from;
        }
        return reading;
    }

    private static boolean isCue(Words words, int i) {
        String word = words.at(i);
        if (CUES.contains(word)) {
            return i == words.sentenceStart(i) || words.isMark(i + 1) || words.isMark(i - 1);
        }
        return switch (word) {
            // "12, no, 13"
            case "no" -> words.isMark(i - 1) && !words.isMark(i - 1, '.') && words.isMark(i + 1, ',');
            case "hold" -> words.at(i + 1).equals("on");
            case "reflection" -> words.at(i - 1).equals("on");
            // "I made a mistake", "that's wrong", "let me recheck"
            default -> MISTAKES.contains(word) && isOwn(words, i);
        };
    }

    private static boolean isOwn(Words words, int i) {
        for (int at = i - 1; at >= Math.max(words.sentenceStart(i), i - 4); at--) {
            String before = words.at(at);
            if (before.equals("i") || before.equals("my") || before.equals("thats") || before.equals("me")) {
                return true;
            }
        }
        return false;
    }
}
