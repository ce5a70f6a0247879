package io.scalewatch.task.rescoring;

import java.util.Map;

/// How the answers of a run are to be scored again.
///
/// @param answers by task, the version whose answer specification counts, or `current`; for a task that is not
/// here, the one that the run asked
public record RescoringRequest(Map<String, String> answers) {

    /// The version that is its task's current one.
    static final String CURRENT = "current";

    public RescoringRequest {
        answers = answers == null ? Map.of() : Map.copyOf(answers);
    }
}
