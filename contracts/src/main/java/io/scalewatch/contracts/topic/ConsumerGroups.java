package io.scalewatch.contracts.topic;

/// The consumer groups whose progress other services look at.
public final class ConsumerGroups {

    /// Reads `prompts`.
    public static final String INFERENCE = "inference-service";
    /// Reads `completions`.
    public static final String SCORING = "scoring-service";
    /// Reads `scores` for progress; its offsets live in PostgreSQL.
    public static final String TASK_PROGRESS = "task-service-progress";

    private ConsumerGroups() {}
}
