package io.scalewatch.task.standing;

import io.scalewatch.task.catalogue.Tasks;
import io.scalewatch.task.catalogue.Variant;
import io.scalewatch.task.problem.Violations;
import java.util.List;

/// What a standing evaluation must fulfil when it is set, so that no deployment fails by it later.
public final class StandingEvaluationRules {

    private StandingEvaluationRules() {}

    /// Adds everything that is wrong with it.
    ///
    /// @param name of the field that it stands in
    public static void check(String name, StandingEvaluation evaluation, Tasks tasks, Violations violations) {
        String prefix = name + ".";
        violations.require(
                !evaluation.tasks().isEmpty(),
                prefix + "tasks",
                "is empty",
                "name at least one task of GET /api/tasks");
        for (int i = 0; i < evaluation.tasks().size(); i++) {
            String task = evaluation.tasks().get(i);
            String field = prefix + "tasks[" + i + "]";
            violations.require(
                    tasks.current(task).isPresent(), field, "there is no task '" + task + "'", "see GET /api/tasks");
            requireOnce(evaluation.tasks(), i, field, violations);
        }
        for (int i = 0; i < evaluation.variants().size(); i++) {
            String variant = evaluation.variants().get(i);
            String field = prefix + "variants[" + i + "]";
            violations.require(
                    Variant.of(variant).isPresent(),
                    field,
                    "there is no variant '" + variant + "'",
                    "use one of " + Variant.KNOWN);
            Variant.of(variant)
                    .ifPresent(known -> evaluation.tasks().stream()
                            .flatMap(task -> tasks.current(task).stream())
                            .flatMap(task -> Variant.problem(known, task).stream())
                            .forEach(reason -> violations.require(
                                    false, field, reason, "ask for fewer shots, or leave the task out")));
            requireOnce(evaluation.variants(), i, field, violations);
        }
        evaluation
                .examples()
                .ifPresent(n -> violations.require(
                        n > 0,
                        prefix + "examples",
                        "must be positive",
                        "give a positive number, or leave it out for all"));
        evaluation
                .trials()
                .ifPresent(n ->
                        violations.require(n > 0, prefix + "trials", "must be positive", "give a positive number"));
    }

    private static void requireOnce(List<String> names, int index, String field, Violations violations) {
        violations.require(names.indexOf(names.get(index)) == index, field, "is named twice", "name it once");
    }
}
