package io.scalewatch.task.evaluations;

import io.scalewatch.task.standing.StandingEvaluation;
import io.scalewatch.task.standing.Trigger;
import java.util.List;
import java.util.Optional;

/// What a user says of a standing evaluation: whom, what, and when.
///
/// @param families names; each has runs of its own
/// @param evaluation what their models are asked; null where it was forgotten
/// @param onDeployment whether every version that is deployed to one of the families is asked at once; not where absent
/// @param schedule when the newest versions are asked, if at all
/// @param canary when the versions that have not changed are asked a few samples, if at all
public record EvaluationRequest(
        List<String> families,
        StandingEvaluation evaluation,
        Optional<Boolean> onDeployment,
        Optional<Trigger> schedule,
        Optional<Trigger> canary) {

    public EvaluationRequest {
        families = families == null ? List.of() : List.copyOf(families);
        onDeployment = onDeployment == null ? Optional.empty() : onDeployment;
        schedule = schedule == null ? Optional.empty() : schedule;
        canary = canary == null ? Optional.empty() : canary;
    }

    boolean atDeployment() {
        return onDeployment.orElse(false);
    }
}
