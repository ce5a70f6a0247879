package io.scalewatch.scoring.extraction;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A number in English words, "one hundred and thirty-two".
///
/// @param value the number
/// @param length how many places it takes, 0 where none begins
record NumberWords(double value, int length) {

    private static final NumberWords NONE = new NumberWords(0, 0);
    private static final Map<String, Integer> SMALL = new HashMap<>();
    private static final Map<String, Integer> TENS = new HashMap<>();
    private static final Map<String, Double> POWERS =
            Map.of("thousand", 1e3, "million", 1e6, "billion", 1e9, "trillion", 1e12);
    private static final int LONGEST = 24;

    static {
        String[] small = {
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen"
        };
        for (int i = 0; i < small.length; i++) {
            SMALL.put(small[i], i);
        }
        String[] tens = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
        for (int i = 0; i < tens.length; i++) {
            TENS.put(tens[i], 20 + 10 * i);
        }
    }

    /// The words with which a number may begin.
    static final Set<String> OPENERS =
            Stream.concat(SMALL.keySet().stream(), TENS.keySet().stream()).collect(Collectors.toUnmodifiableSet());

    static NumberWords read(Words words, int from) {
        if (!words.has(from, Vocabulary.NUMBER_WORD)) {
            return NONE;
        }
        double total = 0;
        double group = 0;
        int end = from;
        int at = from;
        while (at < from + LONGEST) {
            String word = words.at(at);
            if (SMALL.containsKey(word) && takes(group, SMALL.get(word)) && (at == from || total + group > 0)) {
                group += SMALL.get(word);
            } else if (TENS.containsKey(word) && group % 100 == 0) {
                group += TENS.get(word);
            } else if (word.equals("hundred") && group > 0 && group < 10) {
                group *= 100;
            } else if (POWERS.containsKey(word) && group > 0) {
                total += group * POWERS.get(word);
                group = 0;
            } else {
                break;
            }
            at++;
            end = at;
            // "thirty-two", "hundred and two", "thousand, two": only if the number goes on.
            boolean goesOn = words.isMark(at, ',')
                    && POWERS.containsKey(words.at(at - 1))
                    && words.has(at + 1, Vocabulary.NUMBER_WORD);
            if (words.isMark(at, '-') || goesOn || words.at(at).equals("and") && isHundreds(words.at(at - 1))) {
                at++;
            }
        }
        return new NumberWords(total + group, end - from);
    }

    /// Whether a small number can follow: after hundreds any, after "thirty" a digit.
    private static boolean takes(double group, int small) {
        double rest = group % 100;
        return rest == 0 || rest >= 20 && rest % 10 == 0 && small < 10;
    }

    private static boolean isHundreds(String word) {
        return word.equals("hundred") || POWERS.containsKey(word);
    }
}
