package io.scalewatch.contracts.event;

/// What an effect is formed against, within a group of samples.
public enum EffectBasis {
    /// The group's neutral control, which the model has to have answered correctly.
    CONTROL,
    /// The same question from a user of the opposite view; for tasks without a right answer.
    OPPOSITE_VIEW
}
