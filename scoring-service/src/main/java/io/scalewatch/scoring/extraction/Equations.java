package io.scalewatch.scoring.extraction;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds where an equation, in signs or in words, gives its result: "= 7", "17 times 4 is 68", "which gives
/// 13".
final class Equations {

    private static final Set<String> COPULAS = Set.of("is", "are", "was", "ist", "es", "est", "son");
    private static final Set<String> GIVES =
            Set.of("equals", "gives", "makes", "yields", "make", "totals", "get", "getting", "produces");
    /// "comes out to", "land on": verbs that a preposition completes.
    private static final Set<String> ARRIVES =
            Set.of("comes", "come", "amounts", "adds", "add", "works", "land", "arrive", "ends", "end", "sums");
    private static final Set<String> PREPOSITIONS = Set.of("to", "on", "at", "with");
    private static final Set<String> OPERATORS = Set.of(
            "plus",
            "minus",
            "times",
            "multiplied",
            "divided",
            "of",
            "added",
            "mal",
            "por",
            "fois",
            "x",
            "+",
            "*",
            "\u00D7",
            "\u00B7",
            "\u00F7");
    private static final Set<String> FILLERS = Set.of(
            "you",
            "us",
            "me",
            "a",
            "total",
            "of",
            "exactly",
            "about",
            "approximately",
            "the",
            "number",
            "roughly",
            "equal",
            "to",
            "sum");
    /// "this gives 13"
    private static final Set<String> POINTING = Set.of("which", "this", "that");
    private static final int OPERANDS = 6;

    /// The words at which one may go on.
    static final Set<String> WORDS = Stream.of(COPULAS, GIVES, ARRIVES, Set.of("equal"))
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private Equations() {}

    /// What the last equation of the text gives: an intermediate one is no final answer.
    static Reading last(Words words, List<Mention> numbers) {
        for (int i = words.size() - 1; i >= 0; i--) {
            if (isSign(words, i)) {
                int end = Math.min(words.sentenceEnd(i), i + 6);
                int at = AnswerReader.firstFrom(numbers, i + 1);
                boolean there = at < numbers.size()
                        && numbers.get(at).to() <= end
                        && numbers.get(at).counts()
                        && !isOperator(words, numbers.get(at).to());
                return there ? new Reading.One(numbers.get(at)) : Reading.NONE;
            }
            int result = words.has(i, Vocabulary.EQUATES) ? resultPlace(words, i) : -1;
            if (result > 0) {
                int at = AnswerReader.firstFrom(numbers, result);
                if (at < numbers.size()
                        && numbers.get(at).counts()
                        && hasOperand(words, numbers, i, at)
                        && leads(words, result, numbers.get(at).from())) {
                    return new Reading.One(numbers.get(at));
                }
            }
        }
        return Reading.NONE;
    }

    static boolean isSign(Words words, int i) {
        return words.isMark(i, '=') || words.isMark(i, '\u2248');
    }

    /// Whether a line holds one in signs.
    static boolean hasSign(Words words, int from, int to) {
        for (int i = from; i < to; i++) {
            if (isSign(words, i)) {
                return true;
            }
        }
        return false;
    }

    /// The place behind the verb at a place, or -1.
    private static int resultPlace(Words words, int i) {
        String word = words.at(i);
        if (GIVES.contains(word) || word.equals("equal")) {
            return i + 1;
        }
        if (COPULAS.contains(word)) {
            return words.at(i - 1).equals("which") || followsOperation(words, i) ? i + 1 : -1;
        }
        for (int at = i + 1; at < i + 4; at++) {
            if (PREPOSITIONS.contains(words.at(at))) {
                return at + 1;
            }
        }
        return -1;
    }

    /// "adding 5 gives 13", not "Bob gives 4 to Carol".
    private static boolean hasOperand(Words words, List<Mention> numbers, int verb, int result) {
        return POINTING.contains(words.at(verb - 1))
                || result > 0
                        && numbers.get(result - 1).to() <= verb
                        && numbers.get(result - 1).from() >= words.sentenceStart(verb);
    }

    private static boolean followsOperation(Words words, int copula) {
        int stop = Math.max(words.sentenceStart(copula), copula - OPERANDS);
        for (int at = copula - 1; at > stop; at--) {
            boolean minus = words.isMark(at, '-') && !words.touchesNext(at - 1) && !words.touchesNext(at);
            if (minus) {
                return true;
            }
            if (OPERATORS.contains(words.at(at)) && !(words.at(at).equals("of") && isMeasured(words.at(at - 1)))) {
                return words.isContent(at - 1) || words.isMark(at - 1);
            }
        }
        return false;
    }

    /// "the price of 4 pens is 8": no operation. "one third of thirty-six is twelve": one.
    private static boolean isMeasured(String before) {
        return Fractions.denominator(before) == 0 && !before.isEmpty() && Character.isLetter(before.charAt(0));
    }

    /// "x = 40 + 12" gives no result yet.
    private static boolean isOperator(Words words, int i) {
        return words.isMark(i) && "+*\u00D7\u00B7\u00F7".contains(words.at(i));
    }

    private static boolean leads(Words words, int from, int number) {
        if (number - from > OPERANDS) {
            return false;
        }
        for (int at = from; at < number; at++) {
            if (words.isLineEnd(at) || words.isWord(at) && !FILLERS.contains(words.at(at))) {
                return false;
            }
        }
        return true;
    }
}
