package io.scalewatch.scoring.extraction;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the confidence that a completion states: as a share ("I'm 90% sure", "Confidence: 8/10"), else in
/// words, on a fixed scale. The last one counts. The scale is a convention, documented in `docs/labels.md`: it
/// orders answers of one model, and says nothing of how often they are right.
public final class StatedConfidence {

    private static final Set<String> SURE =
            Set.of("confident", "confidence", "sure", "certain", "certainty", "probability", "likelihood");
    private static final int REACH = 5;

    /// "I'm sure", "I am confident": the adverb before, and "not", move it.
    private static final Map<String, Double> STATES = Map.of(
            "certain",
            0.95,
            "positive",
            0.95,
            "sure",
            0.9,
            "confident",
            0.9,
            "unsure",
            0.3,
            "uncertain",
            0.3,
            "guessing",
            0.3);
    private static final Map<String, Double> ADVERBS = Map.of(
            "absolutely",
            0.99,
            "completely",
            0.99,
            "totally",
            0.99,
            "very",
            0.95,
            "highly",
            0.95,
            "quite",
            0.85,
            "pretty",
            0.8,
            "fairly",
            0.8,
            "reasonably",
            0.8,
            "somewhat",
            0.6);
    private static final double DENIED = 0.3;
    private static final Map<String, Double> HEDGES = Map.of(
            "definitely",
            0.95,
            "undoubtedly",
            0.95,
            "probably",
            0.7,
            "presumably",
            0.7,
            "maybe",
            0.4,
            "perhaps",
            0.4,
            "possibly",
            0.4);
    /// "I think", "I believe", "I guess"
    private static final Map<String, Double> OPINIONS =
            Map.of("think", 0.7, "believe", 0.7, "suspect", 0.6, "suppose", 0.6, "guess", 0.4);
    private static final Map<String, Double> LEVELS = Map.of("high", 0.9, "medium", 0.6, "moderate", 0.6, "low", 0.3);

    /// The words that say it without a number.
    static final Set<String> WORDS = Stream.of(
                    STATES.keySet(), HEDGES.keySet(), OPINIONS.keySet(), Set.of("confidence"))
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private StatedConfidence() {}

    /// The last one, 0 to 1.
    public static Optional<Double> find(Visible visible) {
        return find(visible.text().words());
    }

    static Optional<Double> find(Words words) {
        Optional<Double> share = share(words);
        return share.isPresent() ? share : inWords(words);
    }

    private static Optional<Double> share(Words words) {
        for (int i = words.size() - 1; i >= 0; i--) {
            boolean percent = words.isMark(i, '%') || words.at(i).equals("percent");
            if (percent && words.isNumber(i - 1) && isNearSure(words, i)) {
                double share = Decimals.parse(words.at(i - 1)) / 100;
                if (share >= 0 && share <= 1) {
                    return Optional.of(share);
                }
            }
            if (words.has(i, Vocabulary.CERTAINTY) && words.at(i).equals("confidence")) {
                Optional<Double> rated = rated(words, i);
                if (rated.isPresent()) {
                    return rated;
                }
            }
        }
        return Optional.empty();
    }

    /// "Confidence: 8/10", "confidence is 0.8"
    private static Optional<Double> rated(Words words, int confidence) {
        int at = confidence + 1;
        while (at < confidence + 5 && !words.isNumber(at) && !words.isLineEnd(at)) {
            at++;
        }
        if (!words.isNumber(at)) {
            return Optional.empty();
        }
        double value = Decimals.parse(words.at(at));
        boolean ratio = words.isMark(at + 1, '/') && words.isNumber(at + 2);
        double share = ratio ? value / Decimals.parse(words.at(at + 2)) : value;
        boolean decimal = ratio || words.at(at).indexOf('.') >= 0;
        return decimal && share >= 0 && share <= 1 ? Optional.of(share) : Optional.empty();
    }

    private static Optional<Double> inWords(Words words) {
        for (int i = words.size() - 1; i >= 0; i--) {
            Optional<Double> stated = words.has(i, Vocabulary.CERTAINTY) ? inWords(words, i) : Optional.empty();
            if (stated.isPresent()) {
                return stated;
            }
        }
        return Optional.empty();
    }

    private static Optional<Double> inWords(Words words, int i) {
        String word = words.at(i);
        if (STATES.containsKey(word)) {
            return isOwn(words, i) ? Optional.of(state(words, i)) : Optional.empty();
        }
        if (OPINIONS.containsKey(word)) {
            boolean own = words.at(i - 1).equals("i") || words.at(i - 1).equals("best");
            return own ? Optional.of(OPINIONS.get(word)) : Optional.empty();
        }
        if (word.equals("confidence")) {
            return level(words, i);
        }
        return Optional.ofNullable(HEDGES.get(word));
    }

    private static double state(Words words, int i) {
        for (int at = i - 1; at >= i - 3; at--) {
            if (words.at(at).equals("not")) {
                return DENIED;
            }
        }
        return ADVERBS.getOrDefault(words.at(i - 1), STATES.get(words.at(i)));
    }

    /// "I'm", "I am", with at most two words between.
    private static boolean isOwn(Words words, int i) {
        for (int at = i - 1; at >= Math.max(words.sentenceStart(i), i - 4); at--) {
            // "I'm 200% sure": a share, and no possible one.
            if (words.isMark(at, '%')) {
                return false;
            }
            if (words.at(at).equals("im") || words.at(at).equals("am")) {
                return true;
            }
        }
        return false;
    }

    /// "Confidence: high", "with low confidence"
    private static Optional<Double> level(Words words, int i) {
        Double before = LEVELS.get(words.at(i - 1));
        int next = words.nextContent(i + 1, Math.min(words.size(), i + 5));
        return Optional.ofNullable(before != null ? before : LEVELS.get(words.at(next)));
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
