package io.scalewatch.task.evaluations;

import io.scalewatch.task.catalogue.Tasks;
import io.scalewatch.task.fleet.Families;
import io.scalewatch.task.problem.Violations;
import io.scalewatch.task.standing.StandingEvaluationRules;
import io.scalewatch.task.standing.Trigger;
import java.util.List;
import java.util.Optional;

/// What a standing evaluation must fulfil when it is set, so that no run fails by it later.
final class EvaluationRules {

    private EvaluationRules() {}

    static void check(EvaluationRequest request, Families families, Tasks tasks, Violations violations) {
        checkFamilies(request, families, violations);
        if (violations.require(request.evaluation() != null, "evaluation", "is missing", "say what is asked")) {
            checkEvaluation(request, families, tasks, violations);
        }
        violations.require(
                request.atDeployment()
                        || request.schedule().isPresent()
                        || request.canary().isPresent(),
                "schedule",
                "nothing ever starts it",
                "set onDeployment, schedule or canary");
        request.schedule().ifPresent(trigger -> check("schedule", trigger, violations));
        request.canary().ifPresent(trigger -> {
            check("canary", trigger, violations);
            violations.require(
                    trigger.examples().isPresent(),
                    "canary.examples",
                    "is missing",
                    "say how many samples of each task; a canary is small");
        });
    }

    /// As a deployment asks it, which is one model; and as its times do, which ask the largest family with
    /// numbers of samples of their own.
    private static void checkEvaluation(
            EvaluationRequest request, Families families, Tasks tasks, Violations violations) {
        Violations wrong = new Violations();
        StandingEvaluationRules.check("evaluation", request.evaluation(), 1, tasks, wrong);
        if (wrong.isEmpty()) {
            int models = request.families().stream()
                    .flatMap(family -> families.find(family).stream())
                    .mapToInt(family -> family.models().size())
                    .reduce(1, Math::max);
            request.schedule().ifPresent(time -> checkRuns("schedule", time, request, models, tasks, wrong));
            request.canary().ifPresent(time -> checkRuns("canary", time, request, models, tasks, wrong));
        }
        violations.addAll(wrong.list());
    }

    private static void checkRuns(
            String field, Trigger trigger, EvaluationRequest request, int models, Tasks tasks, Violations violations) {
        if (trigger.examples().orElse(1) < 1) {
            return;
        }
        Violations wrong = new Violations();
        StandingEvaluationRules.check(
                field, request.evaluation().withExamples(trigger.examples()), models, tasks, wrong);
        wrong.list().forEach(v -> {
            boolean own = trigger.examples().isPresent() && v.field().equals(field + ".examples");
            violations.add(own ? v.field() : v.field().replaceFirst(field, "evaluation"), v.reason(), v.remedy());
        });
    }

    private static void checkFamilies(EvaluationRequest request, Families families, Violations violations) {
        List<String> names = request.families();
        violations.require(!names.isEmpty(), "families", "is empty", "name at least one of GET /api/families");
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String field = "families[" + i + "]";
            violations.require(
                    families.exists(name),
                    field,
                    "there is no family '" + name + "'",
                    "add it with PUT /api/families/" + name);
            violations.require(names.indexOf(name) == i, field, "is named twice", "name it once");
            violations.require(
                    !request.atDeployment() || families.standingEvaluation(name).isEmpty(),
                    field,
                    "has a standing evaluation of its own for what is deployed to it",
                    "take it out of the family, or leave onDeployment out here");
        }
    }

    private static void check(String field, Trigger trigger, Violations violations) {
        if (violations.requireText(field + ".cron", trigger.cron())) {
            problem(trigger)
                    .ifPresent(reason -> violations.add(
                            field + ".cron",
                            reason,
                            "give minute, hour, day of the month, month and day of the week, such as 0 3 * * *,"
                                    + " and a zone such as Europe/Berlin"));
        }
        trigger.examples()
                .ifPresent(n -> violations.require(
                        n > 0, field + ".examples", "must be positive", "give a positive number, or leave it out"));
    }

    private static Optional<String> problem(Trigger trigger) {
        try {
            trigger.times();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }
}
