package io.scalewatch.task.plan;

/// Every prompt of a run. Per model it is a sequence of positions, the same for all models; the place of a prompt in
/// the whole run is `index = position x models + model ordinal`.
public sealed interface PromptPlan permits RunPlan, JudgePlan {

    /// Prompts per model.
    long positions();

    /// Prompts per model that belong to a task.
    long positions(String task);

    /// Prompts in all.
    long planned();

    /// @throws IndexOutOfBoundsException unless `0 <= position < positions()`
    PlannedPrompt at(long position);

    /// @param ordinal the model's place in the spec, from 0
    long index(long position, int ordinal);

    long position(long index);

    int ordinal(long index);
}
