package io.scalewatch.contracts.event;

import java.util.Map;

/// A task of a run whose answers are scored again.
///
/// @param taskVersion the version that the run asked
/// @param scoringVersion what the new scores are named
/// @param answers by sample, what counts as which answer now; for a sample that is not here, what its prompt says
public record RescoredTask(String task, String taskVersion, String scoringVersion, Map<String, AnswerSpec> answers) {

    public RescoredTask {
        Require.notBlank(task, "task");
        Require.notBlank(taskVersion, "taskVersion");
        Require.notBlank(scoringVersion, "scoringVersion");
        answers = answers == null ? Map.of() : Map.copyOf(answers);
    }
}
