package io.scalewatch.task.runs;

import io.scalewatch.task.judging.JudgeQuestion;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Asks for a run in which one model judges what another run's prompts were answered.
///
/// @param run whose answers are judged; it has ended
/// @param model that judges
/// @param tasks of that run; where empty, those with open answers, or for `sycophancy` those that provoke it
/// @param asks `correctness` where empty
/// @param allowSelf whether the judge judges answers of its own model, too; not where empty
public record JudgeRequest(
        UUID run, String model, List<String> tasks, Optional<JudgeQuestion> asks, Optional<Boolean> allowSelf) {

    public JudgeRequest {
        tasks = tasks == null ? List.of() : List.copyOf(tasks);
        asks = asks == null ? Optional.empty() : asks;
        allowSelf = allowSelf == null ? Optional.empty() : allowSelf;
    }
}
