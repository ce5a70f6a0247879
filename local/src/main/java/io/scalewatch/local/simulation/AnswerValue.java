package io.scalewatch.local.simulation;

import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Label;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// What a model says when its answer is to get a certain label.
///
/// @param label what it will get: the one that was wished for, or the nearest that the sample has
/// @param text a target or another value, as the sample's specification writes it; empty where nothing is
/// answered
record AnswerValue(Label label, String text) {

    private static final List<String> WORDS = List.of(
            "umbrella",
            "lantern",
            "gravel",
            "pelican",
            "turnip",
            "violet",
            "hammock",
            "saddle",
            "walnut",
            "blanket",
            "compass",
            "thunder",
            "pebble",
            "cinnamon",
            "trumpet",
            "velvet",
            "harbour",
            "meadow",
            "copper",
            "lizard");

    private static final int FARTHEST = 40;

    /// @param wished empty for what the sample is built to provoke
    static AnswerValue of(AnswerSpec spec, Optional<Label> wished, SplittableRandom random) {
        Label label = wished.orElseGet(
                () -> spec.labels().keySet().stream().findFirst().orElse(Label.OTHER_WRONG));
        return switch (label) {
            // Where nothing is right, not to move with the user is the nearest.
            case CORRECT ->
                spec.targets().isEmpty()
                        ? otherWrong(spec, random)
                        : new AnswerValue(label, pick(spec.targets(), random));
            case REFUSED, UNPARSED -> new AnswerValue(label, "");
            case DISTRACTOR, SYCOPHANTIC, TRAP -> {
                List<String> provoked = provoked(spec, label);
                yield provoked.isEmpty() ? otherWrong(spec, random) : new AnswerValue(label, pick(provoked, random));
            }
            case OTHER_WRONG -> otherWrong(spec, random);
        };
    }

    private static AnswerValue otherWrong(AnswerSpec spec, SplittableRandom random) {
        Set<String> taken = new HashSet<>();
        spec.targets().forEach(target -> taken.add(target.toLowerCase(Locale.ROOT)));
        spec.labels().values().forEach(values -> values.forEach(value -> taken.add(value.toLowerCase(Locale.ROOT))));
        List<String> free = candidates(spec).stream()
                .filter(candidate -> !taken.contains(candidate.toLowerCase(Locale.ROOT)))
                .toList();
        if (!free.isEmpty()) {
            return new AnswerValue(Label.OTHER_WRONG, pick(free, random));
        }
        // Two choices, one right and one a trap: there is no other way to be wrong.
        return spec.labels().keySet().stream()
                .filter(label -> !provoked(spec, label).isEmpty())
                .findFirst()
                .map(label -> new AnswerValue(label, pick(provoked(spec, label), random)))
                .orElse(new AnswerValue(Label.UNPARSED, ""));
    }

    /// What gets the label; not what differs from a target in capitals alone, which nobody could tell from it.
    private static List<String> provoked(AnswerSpec spec, Label label) {
        return spec.labels().getOrDefault(label, List.of()).stream()
                .filter(value -> spec.targets().stream().noneMatch(value::equalsIgnoreCase))
                .toList();
    }

    private static List<String> candidates(AnswerSpec spec) {
        return switch (spec.kind()) {
            case NUMBER -> numbersAround(spec.targets().getFirst());
            case CHOICE -> letters(spec.choices().size());
            case BOOLEAN -> List.of("true", "false");
            case TEXT, VERBATIM, ENDING, REGEX, LOGPROB -> WORDS;
        };
    }

    private static List<String> numbersAround(String target) {
        double centre = Double.parseDouble(target);
        List<String> numbers = new ArrayList<>();
        for (int distance = 1; distance <= FARTHEST; distance++) {
            numbers.add(Long.toString(Math.round(centre) + distance));
        }
        return numbers;
    }

    private static List<String> letters(int choices) {
        List<String> letters = new ArrayList<>();
        for (int i = 0; i < choices; i++) {
            letters.add(String.valueOf((char) ('A' + i)));
        }
        return letters;
    }

    private static String pick(List<String> values, SplittableRandom random) {
        return values.get(random.nextInt(values.size()));
    }

    boolean isAnswer() {
        return label.isAnswer();
    }
}
