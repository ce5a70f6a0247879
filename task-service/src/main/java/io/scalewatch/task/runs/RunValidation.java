package io.scalewatch.task.runs;

import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.catalogue.Tasks;
import io.scalewatch.task.catalogue.Variant;
import io.scalewatch.task.fleet.DeployedModel;
import io.scalewatch.task.fleet.Fleet;
import io.scalewatch.task.plan.JudgePlan;
import io.scalewatch.task.plan.PromptPlan;
import io.scalewatch.task.plan.RunPlan;
import io.scalewatch.task.problem.InvalidRequestException;
import io.scalewatch.task.problem.InvalidRequestException.Violation;
import io.scalewatch.task.problem.Violations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Turns a request into a spec with its plan, or says everything that is wrong with it at once.
public final class RunValidation {

    /// So that bitmaps and counters stay what they were measured with.
    static final long MOST_PROMPTS = 1_000_000_000L;

    static final int MOST_TRIALS = 10_000;
    private static final String BASELINE = "baseline";

    private final String prefix;
    private final Tasks tasks;
    private final List<Violation> violations = new ArrayList<>();

    /// @param plan made from the spec: what it counts is what will be published
    /// @param judged of a run that judges, the answers
    record Valid(RunSpec spec, PromptPlan plan, RunBudget budget, Optional<JudgedSelection> judged) {

        PromptSizes sizes() {
            return plan instanceof JudgePlan judge
                    ? judged.orElseThrow().sizes(judge)
                    : PromptSizes.of(plan, spec.trials());
        }

        /// Tokens of the longest prompt. Of a judge's it is not known before the answers are looked up, and nothing is
        /// published before that.
        int mostPromptTokens() {
            return judged.isPresent() ? 0 : PromptSizes.mostTokens(plan, spec.trials());
        }
    }

    private RunValidation(String prefix, Tasks tasks) {
        this.prefix = prefix;
        this.tasks = tasks;
    }

    /// @throws InvalidRequestException names every field that is wrong, and the remedy
    static Valid validate(RunRequest request, Fleet fleet, Tasks tasks, EndpointPrices prices) {
        return new RunValidation("", tasks).validate(request, fleet, prices);
    }

    /// Adds everything that is wrong with what is asked, whoever is asked it: what is repeated as a matter of
    /// course must fulfil it before there is anybody to ask.
    ///
    /// @param prefix in front of the fields' names
    /// @param models how many are asked
    public static void check(String prefix, RunRequest request, int models, Tasks tasks, Violations violations) {
        RunValidation validation = new RunValidation(prefix, tasks);
        List<TaskVersion> versions = validation.asked(request);
        if (validation.violations.isEmpty()) {
            validation.plan(spec(request, List.of(), versions), versions, models);
        }
        violations.addAll(validation.violations);
    }

    private Valid validate(RunRequest request, Fleet fleet, EndpointPrices prices) {
        List<DeployedModel> models = models(request, fleet);
        List<TaskVersion> versions = asked(request);
        request.budget().ifPresent(budget -> {
            Violations wrong = new Violations();
            budget.check("budget.", prices.missing(models), wrong);
            violations.addAll(wrong.list());
        });
        checkEndpoints(request, models, versions, fleet);
        throwIfRefused();
        RunSpec spec = spec(request, models, versions);
        RunPlan plan = plan(spec, versions, models.size());
        throwIfRefused();
        return new Valid(spec, plan, request.budget().orElse(RunBudget.NONE), Optional.empty());
    }

    private static RunSpec spec(RunRequest request, List<DeployedModel> models, List<TaskVersion> versions) {
        return new RunSpec(
                models,
                versions.stream()
                        .map(t -> new RunSpec.TaskRef(t.name(), t.version()))
                        .toList(),
                variants(request),
                request.examples(),
                request.trials().orElse(1),
                request.seed().orElse(1L),
                request.priority().orElse(0),
                request.generation().orElse(GenerationParameters.DEFAULT));
    }

    private static List<String> variants(RunRequest request) {
        return request.variants().isEmpty() ? List.of(BASELINE) : request.variants();
    }

    private List<TaskVersion> asked(RunRequest request) {
        List<TaskVersion> versions = named(
                "tasks", request.tasks(), tasks::current, "there is no such task", "GET /api/tasks lists the tasks");
        if (request.tasks().isEmpty()) {
            refuse("tasks", "no task is named", "name at least one; GET /api/tasks lists them");
        }
        List<String> variants = variants(request);
        named("variants", variants, Variant::of, "there is no such variant", "known are " + Variant.KNOWN);
        for (int i = 0; i < variants.size(); i++) {
            String field = "variants[" + i + "]";
            Variant.of(variants.get(i))
                    .ifPresent(variant -> versions.forEach(task -> Variant.problem(variant, task)
                            .ifPresent(reason -> refuse(
                                    field, reason, "ask for fewer shots, or leave the task or the variant out"))));
        }
        request.examples()
                .filter(n -> n < 1)
                .ifPresent(
                        n -> refuse("examples", "is " + n, "give a positive number, or leave it out for all samples"));
        request.trials()
                .filter(n -> n < 1 || n > MOST_TRIALS)
                .ifPresent(n -> refuse("trials", "is " + n, "give a number from 1 to " + MOST_TRIALS));
        return versions;
    }

    /// What an endpoint can't do is refused here, not found out by every prompt.
    private void checkEndpoints(
            RunRequest request, List<DeployedModel> models, List<TaskVersion> versions, Fleet fleet) {
        GenerationParameters generation = request.generation().orElse(GenerationParameters.DEFAULT);
        models.stream()
                .map(DeployedModel::endpoint)
                .distinct()
                .flatMap(name -> fleet.endpoint(name).stream())
                .forEach(endpoint -> {
                    String who = "can't be asked of the endpoint '" + endpoint.name() + "': ";
                    endpoint.problemWith(generation)
                            .ifPresent(reason -> refuse(
                                    "generation", who + reason, "leave it out, or declare what the endpoint can do"));
                    versions.forEach(task -> task.samples().stream()
                            .flatMap(sample -> endpoint.problemWith(sample.answer()).stream())
                            .findFirst()
                            .ifPresent(reason -> refuse(
                                    "tasks[" + request.tasks().indexOf(task.name()) + "]",
                                    who + reason,
                                    "leave the task out, ask other models, or declare the capability with"
                                            + " PUT /api/endpoints/" + endpoint.name())));
                });
    }

    private RunPlan plan(RunSpec spec, List<TaskVersion> versions, int models) {
        RunPlan plan = new RunPlan(spec, versions);
        for (TaskVersion task : versions) {
            if (plan.samples(task.name()) == 0) {
                refuse(
                        "examples",
                        "is smaller than the smallest group of samples of " + task.name(),
                        "groups are asked whole: give a larger number");
            }
        }
        long planned = plan.positions() * models;
        if (planned > MOST_PROMPTS) {
            refuse(
                    "trials",
                    "makes a run of " + planned + " prompts",
                    "ask for at most " + MOST_PROMPTS + ": fewer trials, examples, variants, tasks or models");
        }
        return plan;
    }

    private List<DeployedModel> models(RunRequest request, Fleet fleet) {
        List<List<DeployedModel>> families = named(
                "families",
                request.families(),
                fleet::family,
                "there is no such family",
                "GET /api/families lists the families");
        for (int i = 0; i < request.families().size(); i++) {
            int field = i;
            fleet.family(request.families().get(i))
                    .filter(List::isEmpty)
                    .ifPresent(none -> refuse(
                            "families[" + field + "]", "has no models", "deploy a model first: POST /api/deployments"));
        }
        List<DeployedModel> single = named(
                "models",
                request.models(),
                fleet::model,
                "there is no such model",
                "GET /api/families/{name} lists a family's models");
        if (request.families().isEmpty() && request.models().isEmpty()) {
            refuse("models", "neither a model nor a family is named", "name at least one of either");
        }
        Map<String, DeployedModel> byName = new LinkedHashMap<>();
        families.stream()
                .flatMap(Collection::stream)
                .forEach(m -> byName.put(m.model().model(), m));
        single.forEach(m -> byName.put(m.model().model(), m));
        return byName.values().stream()
                .sorted(Comparator.<DeployedModel>comparingLong(m -> m.model().parameters())
                        .thenComparing(m -> m.model().model()))
                .toList();
    }

    private <T> List<T> named(
            String field, List<String> names, Function<String, Optional<T>> find, String reason, String remedy) {
        Set<String> seen = new HashSet<>();
        List<T> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String path = field + "[" + i + "]";
            if (!seen.add(names.get(i))) {
                refuse(path, "is named twice", "name it once");
                continue;
            }
            Optional<T> one = find.apply(names.get(i));
            one.ifPresentOrElse(found::add, () -> refuse(path, reason, remedy));
        }
        return found;
    }

    private void refuse(String field, String reason, String remedy) {
        violations.add(new Violation(prefix + field, reason, remedy));
    }

    private void throwIfRefused() {
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(violations);
        }
    }
}
