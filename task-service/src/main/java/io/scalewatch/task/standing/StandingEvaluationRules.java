package io.scalewatch.task.standing;

import io.scalewatch.task.catalogue.Tasks;
import io.scalewatch.task.problem.Violations;
import io.scalewatch.task.runs.RunValidation;
import java.util.List;

/// What a standing evaluation must fulfil when it is set, so that no run of it is refused later: the rules of
/// runs themselves.
public final class StandingEvaluationRules {

    private StandingEvaluationRules() {}

    /// Adds everything that is wrong with it.
    ///
    /// @param name of the field that it stands in
    /// @param models how many one run of it asks, as far as that is known
    public static void check(
            String name, StandingEvaluation evaluation, int models, Tasks tasks, Violations violations) {
        RunValidation.check(name + ".", evaluation.of(List.of()), models, tasks, violations);
    }
}
