package io.scalewatch.local.tasks;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Which of the names somebody may have meant.
final class NearNames {

    private static final int MOST = 5;

    private NearNames() {}

    /// The nearest first, by the fewest letters to change; names that hold what was typed, or a word of it,
    /// count as near.
    static List<String> of(String typed, List<String> names) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> isNear(wanted, name))
                .sorted(Comparator.comparingInt(name -> distance(wanted, name)))
                .limit(MOST)
                .toList();
    }

    /// "a, b or c".
    static String or(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.getFirst() : String.join(", ", names.subList(0, last)) + " or " + names.getLast();
    }

    private static boolean isNear(String wanted, String name) {
        if (distance(wanted, name) <= Math.max(2, wanted.length() / 3)) {
            return true;
        }
        List<String> words = List.of(wanted.split("[^a-z0-9]+"));
        return words.stream().anyMatch(word -> word.length() >= 3 && name.contains(word));
    }

    /// Levenshtein's.
    static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(row[j - 1], before[j]));
            }
            before = row;
        }
        return before[b.length()];
    }
}
