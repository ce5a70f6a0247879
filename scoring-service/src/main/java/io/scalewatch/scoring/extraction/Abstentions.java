package io.scalewatch.scoring.extraction;

import java.util.Set;

/// Tells whether a text says that its author has no answer. It is not a refusal: the model would answer if it
/// could.
final class Abstentions {

    private static final Set<String> NEGATIONS = Set.of("dont", "not", "cant", "cannot", "no", "wouldnt", "couldnt");
    private static final Set<String> KNOWING =
            Set.of("know", "sure", "idea", "tell", "determine", "certain", "clue", "guess");
    private static final int REACH = 3;

    private Abstentions() {}

    /// "I don't know", "I have no idea", "I'm not sure", "it is not possible to tell".
    static boolean isPresent(Words words) {
        for (int i = 0; i < words.size(); i++) {
            if (words.has(i, Vocabulary.DENIES) || words.at(i).equals("no")) {
                if (NEGATIONS.contains(words.at(i)) && knows(words, i) && isOwn(words, i)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean knows(Words words, int negation) {
        for (int at = negation + 1; at <= negation + REACH && at < words.sentenceEnd(negation); at++) {
            if (KNOWING.contains(words.at(at))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOwn(Words words, int negation) {
        for (int at = negation - 1; at >= words.sentenceStart(negation) && at >= negation - REACH; at--) {
            String word = words.at(at);
            if (word.equals("i") || word.equals("im") || word.equals("ive") || word.equals("we")) {
                return true;
            }
        }
        return false;
    }
}
