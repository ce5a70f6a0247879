package io.scalewatch.contracts.event;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What counts as which answer to one sample.
///
/// @param kind how an answer is found and compared
/// @param targets the correct answers: letters for `CHOICE`, `true` or `false` for `BOOLEAN`
/// @param choices the texts of the choices, lettered A, B, C ... in this order; empty for other kinds
/// @param labels the wrong answers that the sample is built to provoke, by their label
/// @param tolerance the largest absolute difference at which a number still matches
public record AnswerSpec(
        AnswerKind kind,
        List<String> targets,
        List<String> choices,
        Map<Label, List<String>> labels,
        Optional<Double> tolerance) {

    public AnswerSpec {
        Require.notNull(kind, "kind");
        targets = targets == null ? List.of() : List.copyOf(targets);
        choices = choices == null ? List.of() : List.copyOf(choices);
        labels = copy(labels);
        tolerance = Require.orEmpty(tolerance);
    }

    public AnswerSpec(AnswerKind kind, List<String> targets, Map<Label, List<String>> labels) {
        this(kind, targets, List.of(), labels, Optional.empty());
    }

    private static Map<Label, List<String>> copy(Map<Label, List<String>> labels) {
        Map<Label, List<String>> copy = new EnumMap<>(Label.class);
        if (labels != null) {
            labels.forEach((label, values) -> copy.put(label, List.copyOf(values)));
        }
        return java.util.Collections.unmodifiableMap(copy);
    }

    /// Without the answers, which stay out of logs.
    @Override
    public String toString() {
        return "AnswerSpec[" + kind + "]";
    }
}
