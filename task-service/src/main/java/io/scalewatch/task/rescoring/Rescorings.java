package io.scalewatch.task.rescoring;

import io.scalewatch.contracts.event.RescoredTask;
import io.scalewatch.contracts.event.RescoringRequested;
import io.scalewatch.contracts.event.ScoringRules;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.catalogue.Tasks;
import io.scalewatch.task.plan.PlannedPrompt;
import io.scalewatch.task.problem.UnknownNameException;
import io.scalewatch.task.problem.Violations;
import io.scalewatch.task.runs.RunConflictException;
import io.scalewatch.task.runs.RunPlans;
import io.scalewatch.task.runs.RunSpec;
import io.scalewatch.task.runs.TaskProgress;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Has the answers of past runs scored again.
@ApplicationScoped
public class Rescorings {

    private static final Logger LOG = Logger.getLogger(Rescorings.class);

    /// Every scorer holds them in memory.
    private static final int MOST_CHANGED = 100_000;

    private final RescoringStore store;
    private final RunPlans plans;
    private final Tasks tasks;
    private final TaskProgress progress;
    private final CompletionOffsets completions;
    private final Clock clock;

    Rescorings(
            RescoringStore store,
            RunPlans plans,
            Tasks tasks,
            TaskProgress progress,
            CompletionOffsets completions,
            Clock clock) {
        this.store = store;
        this.plans = plans;
        this.tasks = tasks;
        this.progress = progress;
        this.completions = completions;
        this.clock = clock;
    }

    /// @param created false where the same was asked for before
    record Requested(RescoringView rescoring, boolean created) {}

    /// What is to be done with one task of the run.
    private record Change(RescoredTask task, Optional<String> answers) {

        RescoringView.Task view() {
            return new RescoringView.Task(
                    task.task(), task.taskVersion(), answers, task.answers().size(), task.scoringVersion());
        }
    }

    /// Has the answers of a run that has ended scored by the rules of this release, and by the answer
    /// specifications that the request names. The same request of the same run is the same re-scoring, unless the
    /// run went on meanwhile.
    ///
    /// @throws UnknownNameException if there is no such run
    /// @throws RunConflictException if the run has not ended, or nothing new would come
    /// @throws io.scalewatch.task.problem.InvalidRequestException names what is wrong with the answers
    Requested request(UUID run, RescoringRequest request) {
        RescoringStore.PastRun past = store.run(run).orElseThrow(() -> new UnknownNameException("run", run.toString()));
        if (past.endedAt().isEmpty()) {
            throw new RunConflictException("a run that is " + past.state()
                    + " can't be scored again: its answers still come; wait for its end, or cancel it");
        }
        List<Change> changes = changes(run, request, past.scoredWith());
        if (changes.isEmpty()) {
            throw new RunConflictException("nothing new would come: the run was scored by the rules "
                    + ScoringRules.VERSION + " already, and no answer specification would be another one");
        }
        UUID id = id(run, past, changes);
        Optional<RescoringView> known = store.find(id);
        if (known.isPresent()) {
            return new Requested(known.get(), false);
        }
        RescoringRequested event = new RescoringRequested(
                id,
                run,
                ScoringRules.VERSION,
                changes.stream().map(Change::task).toList(),
                completions.since(past.createdAt()),
                0,
                1,
                true,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        boolean created = store.insert(
                RescoringParts.of(event), changes.stream().map(Change::view).toList(), answers(run, changes));
        if (created) {
            LOG.infof("Re-scoring requested, run=%s rescoring=%s tasks=%d", run, id, changes.size());
        }
        return new Requested(store.find(id).orElseThrow(), created);
    }

    /// The re-scorings of a run, the first first.
    List<RescoringView> of(UUID run) {
        if (store.run(run).isEmpty()) {
            throw new UnknownNameException("run", run.toString());
        }
        return store.of(run);
    }

    private List<Change> changes(UUID run, RescoringRequest request, Set<String> scoredWith) {
        RunPlans.Planned planned = plans.of(run);
        if (planned.spec().judge().isPresent()) {
            throw new RunConflictException(
                    "a run that judges has verdicts and no answers of its own: score the run that it judged again");
        }
        Violations violations = new Violations();
        Map<String, TaskVersion> others = others(planned.spec(), request, violations);
        violations.throwIfAny();
        Map<String, Map<String, Sample>> asked = asked(planned);
        // A run without a label is as good as scored: by the same rules it would fail again.
        boolean newRules = !scoredWith.isEmpty() && !scoredWith.equals(Set.of(ScoringRules.VERSION));
        List<Change> changes = new ArrayList<>();
        for (RunSpec.TaskRef ref : planned.spec().tasks()) {
            TaskVersion other = others.get(ref.name());
            AnswerChanges answers = other == null
                    ? new AnswerChanges(Map.of(), List.of(), List.of())
                    : AnswerChanges.of(asked.get(ref.name()).values(), other);
            require(answers, ref, other, asked.get(ref.name()).size(), violations);
            if (!answers.changed().isEmpty()) {
                changes.add(change(
                        ref,
                        answers,
                        ScoringRules.withAnswers(ScoringRules.VERSION, other.version()),
                        Optional.of(other.version())));
            } else if (newRules) {
                changes.add(change(ref, answers, ScoringRules.VERSION, Optional.empty()));
            }
        }
        violations.throwIfAny();
        return changes;
    }

    private static Change change(
            RunSpec.TaskRef ref, AnswerChanges answers, String scoringVersion, Optional<String> version) {
        return new Change(new RescoredTask(ref.name(), ref.version(), scoringVersion, answers.changed()), version);
    }

    /// The versions whose answer specifications are to count, by task.
    private Map<String, TaskVersion> others(RunSpec spec, RescoringRequest request, Violations violations) {
        Map<String, TaskVersion> others = new LinkedHashMap<>();
        new TreeMap<>(request.answers()).forEach((task, version) -> {
            String field = field(task);
            boolean isAsked = spec.tasks().stream().anyMatch(ref -> ref.name().equals(task));
            if (!violations.require(isAsked, field, "is no task of the run", "leave it out")) {
                return;
            }
            Optional<TaskVersion> other = RescoringRequest.CURRENT.equals(version)
                    ? tasks.current(task)
                    : tasks.find(task, String.valueOf(version));
            if (violations.require(
                    other.isPresent(),
                    field,
                    "is no version of the task",
                    "give a version that was stored, or " + RescoringRequest.CURRENT)) {
                others.put(task, other.get());
            }
        });
        return others;
    }

    private static void require(
            AnswerChanges answers, RunSpec.TaskRef ref, TaskVersion other, int asked, Violations violations) {
        String field = field(ref.name());
        if (!answers.fits()) {
            String first = answers.missing().isEmpty()
                    ? answers.otherPrompt().getFirst()
                    : answers.missing().getFirst();
            violations.add(
                    field,
                    "of %d samples that the run asked, version %s lacks %d and asks %d otherwise, for example %s"
                            .formatted(
                                    asked,
                                    other.version(),
                                    answers.missing().size(),
                                    answers.otherPrompt().size(),
                                    first),
                    "give a version that has the same samples with the same prompts and choices, or start a new run");
        }
        violations.require(
                answers.changed().size() <= MOST_CHANGED,
                field,
                "changes the answers of " + answers.changed().size() + " samples",
                "change at most " + MOST_CHANGED + ", or start a new run");
        violations.require(
                answers.changed().entrySet().stream()
                        .allMatch(answer ->
                                RescoringParts.size(answer.getKey(), answer.getValue()) <= RescoringParts.LARGEST),
                field,
                "has a sample whose answers take more than " + RescoringParts.LARGEST + " bytes",
                "list fewer answers");
    }

    private static String field(String task) {
        return "answers." + task;
    }

    /// The samples that the run asks, by task and by their ids.
    private static Map<String, Map<String, Sample>> asked(RunPlans.Planned planned) {
        Map<String, Map<String, Sample>> asked = new LinkedHashMap<>();
        int perSample = planned.spec().variants().size() * planned.spec().trials();
        for (long position = 0; position < planned.plan().positions(); position += perSample) {
            PlannedPrompt prompt = planned.plan().at(position);
            asked.computeIfAbsent(prompt.task().name(), task -> new LinkedHashMap<>())
                    .put(prompt.sample().id(), prompt.sample());
        }
        return asked;
    }

    private long answers(UUID run, List<Change> changes) {
        Set<String> rescored =
                changes.stream().map(change -> change.task().task()).collect(java.util.stream.Collectors.toSet());
        return progress.of(run).stream()
                .filter(task -> rescored.contains(task.task()))
                .mapToLong(TaskProgress.OfTask::scored)
                .sum();
    }

    /// Of what was understood. A run that went on since, because its failed prompts were asked again, has other
    /// answers.
    private static UUID id(UUID run, RescoringStore.PastRun past, List<Change> changes) {
        StringBuilder text = new StringBuilder();
        text.append(run).append('\n').append(past.endedAt().orElseThrow());
        changes.forEach(change -> text.append('\n')
                .append(change.task().task())
                .append('/')
                .append(change.task().scoringVersion()));
        return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
