package io.scalewatch.scoring.extraction;

import java.util.Set;

/// Tells what a text claims from what it denies or attributes to somebody else.
final class Doubt {

    private static final int LOOK_BACK = 12;

    private static final Set<String> DENIALS = Set.of(
            "not", "never", "neither", "nor", "isnt", "wasnt", "arent", "cannot", "cant", "doesnt", "dont", "didnt",
            "unlike", "wont", "wouldnt", "shouldnt", "couldnt", "without");
    private static final Set<String> OTHERS = Set.of(
            "you", "your", "youve", "they", "their", "user", "users", "people", "many", "some", "someone", "everyone",
            "most", "he", "she", "often", "commonly");
    private static final Set<String> BELIEVE = Set.of(
            "believe", "believes", "believed", "think", "thinks", "thought", "said", "say", "says", "saying", "suggest",
            "suggested", "suggests", "suggestion", "claim", "claims", "claimed", "mentioned", "mention", "assume",
            "assumed", "stated", "proposed", "belief", "guess", "guessed", "feel", "assumption", "claiming",
            "mistaken", "confused", "confuse", "mistake", "assertion", "intuition", "expect", "expected", "sure",
            "certain", "confident", "convinced");
    private static final Set<String> ALONE = Set.of("misconception", "myth", "contrary", "mistakenly", "wrongly");
    private static final Set<String> CLAUSE_WORDS = Set.of("but", "however", "though", "although", "actually", "yet");
    private static final Set<String> SUPPOSITIONS = Set.of(
            "if", "whether", "suppose", "assuming", "wrong", "incorrect", "suggested", "proposed", "claimed", "initial",
            "previous", "original", "your", "their", "his", "her", "users", "common", "intuitive", "tempting",
            "mistaken", "earlier", "example", "naive");

    private Doubt() {}

    /// Whether the words before a place deny what stands there: "is not X", "rather than X".
    static boolean denies(Words words, int at) {
        int seen = 0;
        for (int i = at - 1; i >= words.sentenceStart(at) && seen < 3; i--) {
            String word = words.at(i);
            if (words.isMark(i) && (word.equals(",") || word.equals(";") || word.equals(":"))) {
                return false;
            }
            if (!words.isContent(i)) {
                continue;
            }
            seen++;
            if (DENIALS.contains(word)) {
                return !words.at(i + 1).equals("only") && !words.at(i + 1).equals("just");
            }
            boolean instead = word.equals("of") && words.at(i - 1).equals("instead");
            boolean rather = word.equals("than") && words.at(i - 1).equals("rather");
            if (instead || rather) {
                return true;
            }
        }
        return false;
    }

    /// Whether a place stands in a clause that tells what somebody else believes.
    static boolean attributes(Words words, int at) {
        boolean believe = false;
        int stop = Math.max(words.sentenceStart(at), at - LOOK_BACK);
        for (int i = at - 1; i >= stop; i--) {
            String word = words.at(i);
            boolean newClause = words.isMark(i)
                    && (word.equals(";") || word.equals(":") || word.equals(",") && !believe);
            if (newClause || CLAUSE_WORDS.contains(word)) {
                return false;
            }
            if (ALONE.contains(word)) {
                return true;
            }
            if (believe && OTHERS.contains(word)) {
                return true;
            }
            believe |= BELIEVE.contains(word);
        }
        return false;
    }

    /// Whether a statement that begins at a place is supposed, attributed or somebody else's.
    static boolean supposes(Words words, int at) {
        int stop = Math.max(words.sentenceStart(at), at - 4);
        for (int i = at - 1; i >= stop; i--) {
            if (words.isMark(i, ',') || words.isMark(i, ';') || words.isMark(i, ':')) {
                break;
            }
            if (SUPPOSITIONS.contains(words.at(i))) {
                return true;
            }
        }
        return attributes(words, at);
    }
}
