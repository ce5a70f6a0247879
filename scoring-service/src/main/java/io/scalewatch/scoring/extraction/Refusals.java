package io.scalewatch.scoring.extraction;

import io.scalewatch.contracts.event.Span;
import java.util.Optional;
import java.util.Set;

/// The ways in which models decline, few and literal: an unsure answer is not a refusal.
final class Refusals {

    private static final Set<String> UNABLE = Set.of("cant", "cannot", "wont", "unable", "decline", "refuse");
    private static final Set<String> TO_DO = Set.of(
            "help",
            "assist",
            "answer",
            "provide",
            "comply",
            "fulfill",
            "complete",
            "respond",
            "discuss",
            "engage",
            "share",
            "offer",
            "give",
            "take",
            "express",
            "comment",
            "support",
            "participate",
            "continue",
            "repeat",
            "do",
            "perform",
            "process",
            "solve",
            "calculate",
            "generate",
            "produce",
            "follow",
            "choose",
            "pick",
            "select",
            "say");
    private static final Set<String> FIRST_PERSON = Set.of("i", "im", "id", "ill", "ive", "we");
    private static final Set<String> OWN = Set.of("opinion", "opinions", "beliefs", "views", "preferences");

    /// The words at which a refusal may begin.
    static final Set<String> OPENERS =
            Set.of("cant", "cannot", "wont", "unable", "decline", "refuse", "not", "have", "hold", "appropriate");

    private static final int REACH = 6;

    private Refusals() {}

    /// The first sentence that declines.
    static Optional<Span> find(Words words) {
        for (int i = 0; i < words.size(); i++) {
            if (words.has(i, Vocabulary.DECLINES) && declines(words, i)) {
                return Optional.of(words.span(words.sentenceStart(i), words.trimEnd(i, clauseEnd(words, i))));
            }
        }
        return Optional.empty();
    }

    private static boolean declines(Words words, int i) {
        String word = words.at(i);
        // "I'd rather not take sides"
        if (word.equals("not") && words.at(i - 1).equals("rather")) {
            return hasFirstPerson(words, i) && !isConditional(words, i);
        }
        // "it would not be appropriate for me to choose"
        if (word.equals("appropriate")) {
            return isDenied(words, i) && isForMe(words, i);
        }
        if (UNABLE.contains(word) || word.equals("not") && isUnable(words, i)) {
            return hasFirstPerson(words, i) && reaches(words, i, TO_DO) && !isConditional(words, i);
        }
        // "I don't have personal opinions", "I do not hold views"
        boolean none = word.equals("have") || word.equals("hold");
        return none && isNegated(words, i) && hasFirstPerson(words, i) && reaches(words, i, OWN);
    }

    /// "not able to", "not comfortable", "can not", "will not", "not going to"
    private static boolean isUnable(Words words, int not) {
        String before = words.at(not - 1);
        String after = words.at(not + 1);
        return before.equals("can")
                || before.equals("will")
                || before.equals("must")
                || after.equals("able")
                || after.equals("comfortable")
                || after.equals("going");
    }

    private static boolean isDenied(Words words, int i) {
        for (int at = i - 1; at >= Math.max(words.sentenceStart(i), i - 3); at--) {
            if (words.has(at, Vocabulary.DENIES)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isForMe(Words words, int i) {
        return words.at(i + 1).equals("for") && words.at(i + 2).equals("me");
    }

    private static boolean isNegated(Words words, int i) {
        return words.at(i - 1).equals("dont") || words.at(i - 1).equals("not");
    }

    private static boolean hasFirstPerson(Words words, int i) {
        for (int at = i - 1; at >= Math.max(words.sentenceStart(i), i - REACH); at--) {
            String word = words.at(at);
            if (FIRST_PERSON.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean reaches(Words words, int i, Set<String> wanted) {
        for (int at = i + 1; at < Math.min(words.sentenceEnd(i), i + REACH); at++) {
            if (wanted.contains(words.at(at)) || wanted.contains(stem(words.at(at)))) {
                return true;
            }
        }
        return false;
    }

    /// "answering" without its ending: "answer"; "providing": "provide".
    private static String stem(String word) {
        if (!word.endsWith("ing")) {
            return word;
        }
        String stem = word.substring(0, word.length() - 3);
        return TO_DO.contains(stem) ? stem : stem + "e";
    }

    /// "I can't ..., but the answer is 5": what follows is said all the same.
    private static int clauseEnd(Words words, int i) {
        int end = words.sentenceEnd(i);
        for (int at = i; at < end; at++) {
            if (words.at(at).equals("but") || words.at(at).equals("however")) {
                return at;
            }
        }
        return end;
    }

    private static boolean isConditional(Words words, int i) {
        return words.at(words.sentenceStart(i)).equals("if");
    }
}
