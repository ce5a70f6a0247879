package io.scalewatch.contracts.event;

/// Names the rules that turn a completion into a label, and what is made of their name.
public final class ScoringRules {

    /// The rules of this release. It is part of a series' name, so scores by different rules are never mixed;
    /// raise it with every change that can change a label.
    public static final String VERSION = "3";

    private ScoringRules() {}

    /// The scoring version of answers that are labelled by another answer specification than their prompts had.
    ///
    /// @param rules a version of the rules
    /// @param answers the task version that the answer specification is of
    public static String withAnswers(String rules, String answers) {
        return rules + "@" + answers;
    }
}
