package io.scalewatch.scoring.extraction;

import java.util.HashMap;
import java.util.Map;

/// Fractions in one character and in words.
final class Fractions {

    private static final Map<String, Double> CHARACTERS = Map.ofEntries(
            Map.entry("\u00BC", 1.0 / 4),
            Map.entry("\u00BD", 1.0 / 2),
            Map.entry("\u00BE", 3.0 / 4),
            Map.entry("\u2150", 1.0 / 7),
            Map.entry("\u2151", 1.0 / 9),
            Map.entry("\u2152", 1.0 / 10),
            Map.entry("\u2153", 1.0 / 3),
            Map.entry("\u2154", 2.0 / 3),
            Map.entry("\u2155", 1.0 / 5),
            Map.entry("\u2156", 2.0 / 5),
            Map.entry("\u2157", 3.0 / 5),
            Map.entry("\u2158", 4.0 / 5),
            Map.entry("\u2159", 1.0 / 6),
            Map.entry("\u215A", 5.0 / 6),
            Map.entry("\u215B", 1.0 / 8),
            Map.entry("\u215C", 3.0 / 8),
            Map.entry("\u215D", 5.0 / 8),
            Map.entry("\u215E", 7.0 / 8));

    private static final Map<String, Integer> DENOMINATORS = new HashMap<>();

    static {
        String[] words = {"half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"};
        for (int i = 0; i < words.length; i++) {
            DENOMINATORS.put(words[i], i + 2);
            DENOMINATORS.put(words[i] + "s", i + 2);
        }
        DENOMINATORS.put("halves", 2);
        DENOMINATORS.put("fourth", 4);
        DENOMINATORS.put("fourths", 4);
    }

    private Fractions() {}

    static boolean isCharacter(String mark) {
        return CHARACTERS.containsKey(mark);
    }

    static double ofCharacter(String mark) {
        return CHARACTERS.get(mark);
    }

    /// What the word after a spelled number divides it by: "three eighths", "one half"; 0 where it does not.
    static int denominator(String word) {
        return DENOMINATORS.getOrDefault(word, 0);
    }
}
