package io.scalewatch.scoring.extraction;

import java.util.Optional;
import java.util.Set;

/// Finds the confidence that a completion states as a percentage: "I'm 90% sure", "Confidence: 75 %".
public final class StatedConfidence {

    private static final Set<String> SURE =
            Set.of("confident", "confidence", "sure", "certain", "certainty", "probability", "likelihood");
    private static final int REACH = 5;

    private StatedConfidence() {}

    /// The last one, 0 to 1.
    public static Optional<Double> find(String completion) {
        boolean percentage = completion.indexOf('%') >= 0 || completion.contains("percent");
        return percentage ? find(new Words(Visible.of(completion).text().text())) : Optional.empty();
    }

    static Optional<Double> find(Words words) {
        for (int i = words.size() - 1; i > 0; i--) {
            boolean percent = words.isMark(i, '%') || words.at(i).equals("percent");
            if (percent && words.isNumber(i - 1) && isNearSure(words, i)) {
                double share = Numerals.parse(words.at(i - 1)) / 100;
                if (share >= 0 && share <= 1) {
                    return Optional.of(share);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isNearSure(Words words, int i) {
        int first = Math.max(words.sentenceStart(i), i - 1 - REACH);
        int last = Math.min(words.sentenceEnd(i), i + REACH);
        for (int at = first; at < last; at++) {
            if (SURE.contains(words.at(at))) {
                return true;
            }
        }
        return false;
    }
}
