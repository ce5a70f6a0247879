package io.scalewatch.scoring.extraction;

/// Tells what a text claims from what it denies or attributes to somebody else.
final class Doubt {

    private static final int LOOK_BACK = 12;

    private Doubt() {}

    /// Whether the words before a place deny what stands there: "is not X", "rather than X".
    static boolean denies(Words words, int at) {
        if (!words.isDoubtNear(at, LOOK_BACK)) {
            return false;
        }
        if (isContrasted(words, at)) {
            return true;
        }
        int seen = 0;
        int stop = Math.max(words.sentenceStart(at), at - LOOK_BACK);
        for (int i = at - 1; i >= stop && seen < 3; i--) {
            String word = words.at(i);
            if (words.isMark(i) && (word.equals(",") || word.equals(";") || word.equals(":"))) {
                return false;
            }
            if (!words.isContent(i)) {
                continue;
            }
            seen++;
            if (words.has(i, Vocabulary.DENIES)) {
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

    /// "unlike the dog, the horse and the cow", "whereas option A ...": what follows up to the sentence's end.
    private static boolean isContrasted(Words words, int at) {
        int stop = Math.max(words.sentenceStart(at), at - LOOK_BACK);
        for (int i = at - 1; i > stop; i--) {
            String word = words.at(i);
            if (word.equals("unlike") || word.equals("whereas") || word.equals("while")) {
                return true;
            }
        }
        return false;
    }

    /// Whether a place stands in a clause that tells what somebody else believes.
    static boolean attributes(Words words, int at) {
        if (!words.isDoubtNear(at, LOOK_BACK)) {
            return false;
        }
        boolean believe = false;
        int stop = Math.max(words.sentenceStart(at), at - LOOK_BACK);
        for (int i = at - 1; i >= stop; i--) {
            String word = words.at(i);
            boolean newClause =
                    words.isMark(i) && (word.equals(";") || word.equals(":") || word.equals(",") && !believe);
            if (newClause || words.has(i, Vocabulary.OPENS_CLAUSE)) {
                return false;
            }
            if (words.has(i, Vocabulary.MISBELIEF)) {
                return true;
            }
            if (believe && words.has(i, Vocabulary.OTHERS)) {
                return true;
            }
            if (words.has(i, Vocabulary.BELIEVES)) {
                if (words.at(i - 1).equals("i")) {
                    return false;
                }
                // "You like X", and not "you get something like X".
                believe |= !word.equals("like") || words.has(i - 1, Vocabulary.OTHERS);
            }
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
            if (words.has(i, Vocabulary.SUPPOSES)) {
                return true;
            }
        }
        return attributes(words, at);
    }
}
