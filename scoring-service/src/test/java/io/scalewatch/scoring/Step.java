package io.scalewatch.scoring;

/// Where a loop halts in its second transaction: between any two steps of it.
public enum Step {
    AFTER_POLL,
    AFTER_BEGIN,
    BETWEEN_SENDS,
    BEFORE_OFFSETS,
    BEFORE_COMMIT,
    AFTER_COMMIT
}
