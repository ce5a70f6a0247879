package io.scalewatch.scoring.rescoring;

import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.OffsetRange;
import io.scalewatch.contracts.event.RescoredTask;
import io.scalewatch.contracts.event.RescoringRequested;
import io.scalewatch.contracts.event.Trial;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A request whose parts are all there.
///
/// @param tasks by name and version
/// @param ranges what is to be read, by partition
record Rescoring(UUID id, UUID runId, String rules, Map<TaskKey, Task> tasks, Map<Integer, OffsetRange> ranges) {

    Rescoring {
        tasks = Map.copyOf(tasks);
        ranges = Map.copyOf(ranges);
    }

    record TaskKey(String name, String version) {}

    /// @param answers what counts as which answer now, by sample
    record Task(String scoringVersion, Map<String, AnswerSpec> answers) {}

    /// @param parts all of one request, at least one
    static Rescoring of(Collection<RescoringRequested> parts) {
        RescoringRequested first = parts.iterator().next();
        Map<TaskKey, Task> tasks = new HashMap<>();
        for (RescoringRequested part : parts) {
            for (RescoredTask task : part.tasks()) {
                tasks.computeIfAbsent(
                                new TaskKey(task.task(), task.taskVersion()),
                                key -> new Task(task.scoringVersion(), new HashMap<>()))
                        .answers()
                        .putAll(task.answers());
            }
        }
        Map<Integer, OffsetRange> ranges = new HashMap<>();
        first.ranges().forEach(range -> ranges.put(range.partition(), range));
        return new Rescoring(first.id(), first.runId(), first.rules(), tasks, ranges);
    }

    /// What is done with the answers to a task; empty where they stay as they are.
    Optional<Task> task(Trial trial) {
        return Optional.ofNullable(tasks.get(new TaskKey(trial.task(), trial.taskVersion())));
    }
}
