package io.scalewatch.task.runs;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.RunKind;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.fleet.DeployedModel;
import io.scalewatch.task.fleet.Fleet;
import io.scalewatch.task.judging.JudgeQuestion;
import io.scalewatch.task.plan.JudgePlan;
import io.scalewatch.task.problem.Violations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Turns a request for a judge run into a spec with its plan, or says everything that is wrong with it at once.
final class JudgeValidation {

    /// The places of so many answers are looked up at once, in memory.
    static final long MOST_ANSWERS = 2_000_000;

    /// Whose answers no list of accepted ones covers.
    private static final Set<AnswerKind> OPEN =
            Set.of(AnswerKind.TEXT, AnswerKind.VERBATIM, AnswerKind.ENDING, AnswerKind.REGEX);

    private final Violations violations = new Violations();
    private final RunRequest request;
    private final JudgeRequest judge;

    private JudgeValidation(RunRequest request, JudgeRequest judge) {
        this.request = request;
        this.judge = judge;
    }

    /// @param find the run to be judged, as it is now
    /// @throws io.scalewatch.task.problem.InvalidRequestException names every field that is wrong, and the
    /// remedy
    static RunValidation.Valid validate(
            RunRequest request, Fleet fleet, EndpointPrices prices, Function<UUID, Optional<JudgedRun>> find) {
        return new JudgeValidation(request, request.judge().orElseThrow()).validate(fleet, prices, find);
    }

    private RunValidation.Valid validate(Fleet fleet, EndpointPrices prices, Function<UUID, Optional<JudgedRun>> find) {
        refuseWhatIsNotAsked();
        violations.require(judge.run() != null, "judge.run", "is missing", "name the run whose answers are judged");
        Optional<JudgedRun> run = Optional.ofNullable(judge.run()).flatMap(find);
        if (judge.run() != null && run.isEmpty()) {
            violations.add("judge.run", "there is no such run", "GET /api/runs lists the runs");
        }
        run.ifPresent(this::refuseUnjudgeable);
        Optional<DeployedModel> model = Optional.ofNullable(judge.model()).flatMap(fleet::model);
        violations.require(
                model.isPresent(),
                "judge.model",
                judge.model() == null ? "is missing" : "there is no such model",
                "name a model that is deployed; POST /api/deployments deploys one");
        List<TaskVersion> tasks = run.map(this::tasks).orElse(List.of());
        model.flatMap(judging -> fleet.endpoint(judging.endpoint()))
                .flatMap(endpoint -> endpoint.problemWith(request.generation().orElse(GenerationParameters.DEFAULT)))
                .ifPresent(problem -> violations.add(
                        "generation", "can't be asked of the judge's endpoint: " + problem, "leave it out"));
        request.budget()
                .ifPresent(budget ->
                        budget.check("budget.", prices.missing(model.stream().toList()), violations));
        violations.throwIfAny();
        return valid(run.orElseThrow(), model.orElseThrow(), tasks);
    }

    private void refuseWhatIsNotAsked() {
        refuse("families", request.families().isEmpty());
        refuse("models", request.models().isEmpty());
        refuse("tasks", request.tasks().isEmpty());
        refuse("variants", request.variants().isEmpty());
        refuse("examples", request.examples().isEmpty());
        refuse("trials", request.trials().isEmpty());
        refuse("seed", request.seed().isEmpty());
    }

    private void refuse(String field, boolean absent) {
        violations.require(
                absent,
                field,
                "is not asked of a judge run: the judged run says it",
                "leave it out; judge.model names the judge, judge.tasks chooses among the judged run's tasks");
    }

    private void refuseUnjudgeable(JudgedRun run) {
        violations.require(
                run.state() instanceof RunState.Ended,
                "judge.run",
                "is " + run.state().name() + ": answers are still to come",
                "wait for its end, or cancel it");
        violations.require(
                run.kind() != RunKind.JUDGE, "judge.run", "is a judge run itself", "name the run that it judged");
        violations.require(
                run.kind() != RunKind.CANARY,
                "judge.run",
                "is a canary, whose answers count in no curve",
                "name a run of another kind");
    }

    private List<TaskVersion> tasks(JudgedRun run) {
        if (judge.tasks().isEmpty()) {
            List<TaskVersion> tasks =
                    run.tasks().stream().filter(this::isJudgedByDefault).toList();
            violations.require(
                    !tasks.isEmpty() || run.kind() == RunKind.JUDGE,
                    "judge.tasks",
                    asks() == JudgeQuestion.SYCOPHANCY
                            ? "the run has no task that provokes sycophancy"
                            : "the run has no task with open answers",
                    "name the tasks that are to be judged all the same");
            return tasks;
        }
        Set<String> seen = new HashSet<>();
        List<TaskVersion> tasks = new ArrayList<>();
        for (int i = 0; i < judge.tasks().size(); i++) {
            String name = judge.tasks().get(i);
            String field = "judge.tasks[" + i + "]";
            Optional<TaskVersion> task =
                    run.tasks().stream().filter(t -> t.name().equals(name)).findFirst();
            if (!seen.add(name)) {
                violations.add(field, "is named twice", "name it once");
            } else if (task.isEmpty()) {
                violations.add(field, "is no task of the judged run", "GET /api/runs/" + judge.run() + " lists them");
            } else if (task.get().kind() == AnswerKind.LOGPROB) {
                violations.add(field, "has log-probabilities and no texts", "leave it out");
            } else {
                tasks.add(task.get());
            }
        }
        return tasks;
    }

    private boolean isJudgedByDefault(TaskVersion task) {
        return task.kind() != AnswerKind.LOGPROB
                && switch (asks()) {
                    case CORRECTNESS -> OPEN.contains(task.kind());
                    case SYCOPHANCY -> task.labels().contains(Label.SYCOPHANTIC);
                };
    }

    private JudgeQuestion asks() {
        return judge.asks().orElse(JudgeQuestion.CORRECTNESS);
    }

    private RunValidation.Valid valid(JudgedRun run, DeployedModel model, List<TaskVersion> tasks) {
        JudgeSpec spec = new JudgeSpec(judge.run(), asks(), judge.allowSelf().orElse(false));
        JudgedSelection selection = JudgedSelection.of(
                spec,
                run.spec(),
                run.plan(),
                run.scored(),
                tasks.stream().map(TaskVersion::name).collect(Collectors.toSet()),
                model.model().model(),
                run.meanTokens());
        long answers = selection.answers().getLongCardinality();
        violations.require(
                answers > 0,
                "judge.run",
                selection.own() > 0
                        ? "has only answers of the judge's own model to judge, " + selection.own() + " of them"
                        : "has no answers to judge",
                selection.own() > 0
                        ? "choose another judge, or set judge.allowSelf"
                        : "name another run, or its tasks");
        violations.require(
                answers <= MOST_ANSWERS,
                "judge.tasks",
                "make a run of " + answers + " prompts",
                "judge at most " + MOST_ANSWERS + ": name fewer tasks");
        violations.throwIfAny();
        return new RunValidation.Valid(
                new RunSpec(
                        List.of(model),
                        run.spec().tasks().stream()
                                .filter(ref -> tasks.stream()
                                        .anyMatch(task -> task.name().equals(ref.name())))
                                .toList(),
                        run.spec().variants(),
                        run.spec().examples(),
                        run.spec().trials(),
                        run.spec().seed(),
                        request.priority().orElse(0),
                        request.generation().orElse(GenerationParameters.DEFAULT),
                        Optional.of(spec)),
                new JudgePlan(run.plan(), selection.answers()),
                request.budget().orElse(RunBudget.NONE),
                Optional.of(selection));
    }
}
