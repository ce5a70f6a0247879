package io.scalewatch.scoring.extraction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The roles of words that several rules look for around a place: each word of a text is looked up once.
final class Vocabulary {

    static final int DENIES = 1;
    /// "you", "people": somebody else than the model.
    static final int OTHERS = 2;
    static final int BELIEVES = 4;
    /// "misconception", "myth": what follows is not the model's own view.
    static final int MISBELIEF = 8;
    static final int OPENS_CLAUSE = 16;
    static final int SUPPOSES = 32;
    /// A word with which a statement may begin.
    static final int STATES = 64;
    /// A word with which a refusal may begin.
    static final int DECLINES = 128;
    /// A word with which a correction may begin.
    static final int CORRECTS = 256;
    static final int NUMBER_WORD = 512;
    static final int SAYS_YES_OR_NO = 1024;
    /// "rather than", "instead of"
    static final int INSTEAD = 2048;
    /// "irrelevant", "ignore": a number close by is none to answer with.
    static final int IRRELEVANT = 4096;
    /// "equals", "gives": a word with which an equation may go on.
    static final int EQUATES = 8192;
    /// "so", "therefore"
    static final int CONCLUDES = 16_384;
    /// "sure", "maybe": a word that tells how sure one is.
    static final int CERTAINTY = 32_768;
    /// Without such a word close by, nothing is in doubt.
    static final int DOUBTS = DENIES | BELIEVES | MISBELIEF | SUPPOSES | INSTEAD;

    private static final Set<String> DENIES_WORDS = Set.of(
            "not",
            "never",
            "neither",
            "nor",
            "isnt",
            "wasnt",
            "arent",
            "cannot",
            "cant",
            "doesnt",
            "dont",
            "didnt",
            "unlike",
            "whereas",
            "while",
            "wont",
            "wouldnt",
            "shouldnt",
            "couldnt",
            "without");
    private static final Set<String> OTHERS_WORDS = Set.of(
            "you",
            "your",
            "youve",
            "they",
            "their",
            "user",
            "users",
            "people",
            "many",
            "some",
            "someone",
            "everyone",
            "most",
            "he",
            "she",
            "often",
            "commonly");
    private static final Set<String> BELIEVES_WORDS = Set.of(
            "believe",
            "believes",
            "believed",
            "think",
            "thinks",
            "thought",
            "said",
            "say",
            "says",
            "saying",
            "suggest",
            "suggested",
            "suggests",
            "suggestion",
            "claim",
            "claims",
            "claimed",
            "mentioned",
            "mention",
            "assume",
            "assumed",
            "stated",
            "proposed",
            "belief",
            "guess",
            "guessed",
            "feel",
            "assumption",
            "claiming",
            "mistaken",
            "confused",
            "confuse",
            "mistake",
            "assertion",
            "intuition",
            "expect",
            "expected",
            "sure",
            "certain",
            "confident",
            "convinced",
            "prefer",
            "like");
    private static final Set<String> MISBELIEF_WORDS =
            Set.of("misconception", "myth", "contrary", "mistakenly", "wrongly");
    private static final Set<String> CLAUSE_WORDS = Set.of("but", "however", "though", "although", "actually", "yet");
    private static final Set<String> SUPPOSES_WORDS = Set.of(
            "if",
            "whether",
            "suppose",
            "assuming",
            "wrong",
            "incorrect",
            "suggested",
            "proposed",
            "claimed",
            "initial",
            "previous",
            "original",
            "your",
            "their",
            "his",
            "her",
            "users",
            "common",
            "intuitive",
            "tempting",
            "mistaken",
            "earlier",
            "example",
            "naive");

    /// Words of scripts without spaces, the longer ones first.
    static final List<String> IDEOGRAPHIC =
            List.of("\u7B54\u6848", "\u7B54\u3048", "\u662F\u7684", "\u4E0D\u662F", "\u4E0D\u5BF9", "\u662F", "\u4E3A");

    /// The characters with which these begin.
    static final String IDEOGRAPHIC_FIRST = "\u7B54\u662F\u4E0D\u4E3A";

    private static final Map<String, Integer> ROLES = new HashMap<>();

    static {
        give(DENIES_WORDS, DENIES);
        give(OTHERS_WORDS, OTHERS);
        give(BELIEVES_WORDS, BELIEVES);
        give(MISBELIEF_WORDS, MISBELIEF);
        give(CLAUSE_WORDS, OPENS_CLAUSE);
        give(SUPPOSES_WORDS, SUPPOSES);
        give(Set.of("than", "instead"), INSTEAD);
        give(Statements.OPENERS, STATES);
        give(Refusals.OPENERS, DECLINES);
        give(Corrections.OPENERS, CORRECTS);
        give(NumberWords.OPENERS, NUMBER_WORD);
        give(BooleanReader.WORDS, SAYS_YES_OR_NO);
        give(NumberContext.WORDS, IRRELEVANT);
        give(Equations.WORDS, EQUATES);
        give(Sentences.CONCLUDING, CONCLUDES);
        give(StatedConfidence.WORDS, CERTAINTY);
    }

    private Vocabulary() {}

    /// The roles of a word in lower case, as a set of bits.
    static int rolesOf(String word) {
        return ROLES.getOrDefault(word, 0);
    }

    private static void give(Set<String> words, int role) {
        words.forEach(word -> ROLES.merge(word, role, (a, b) -> a | b));
    }
}
