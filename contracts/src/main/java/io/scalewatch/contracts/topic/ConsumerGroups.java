package io.scalewatch.contracts.topic;

/// The consumer groups whose progress other services look at.
public final class ConsumerGroups {

    /// Reads `prompts`.
    public static final String INFERENCE = "inference-service";
    /// Reads `completions`.
    public static final String SCORING = "scoring-service";
    /// Reads `scores` for the curves.
    public static final String ANALYSIS = "analysis-service";
    /// Reads `scores` for progress. It goes on from offsets in PostgreSQL; what it commits says how far it has come.
    public static final String TASK_PROGRESS = "task-service-progress";

    private ConsumerGroups() {}
}
