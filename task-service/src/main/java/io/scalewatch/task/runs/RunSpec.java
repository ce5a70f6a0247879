package io.scalewatch.task.runs;

import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.task.fleet.DeployedModel;
import java.util.List;
import java.util.Optional;

/// What a run asks whom: everything that its plan is a function of. Frozen when the run is created.
///
/// @param models in plan order
/// @param tasks name and version, in plan order
/// @param variants names of the prompting strategies, in plan order
/// @param examples how many samples of each task, at most; all where empty
/// @param trials repeats of each prompt, at least 1
/// @param seed decides which samples are taken and in which order
/// @param priority higher goes first
/// @param judge of a run that judges: it has one model, and tasks to seed are those of the run that it judges
public record RunSpec(
        List<DeployedModel> models,
        List<TaskRef> tasks,
        List<String> variants,
        Optional<Integer> examples,
        int trials,
        long seed,
        int priority,
        GenerationParameters generation,
        Optional<JudgeSpec> judge) {

    public RunSpec {
        models = List.copyOf(models);
        tasks = List.copyOf(tasks);
        variants = List.copyOf(variants);
        // Jackson gives null for an absent property of a record.
        examples = examples == null ? Optional.empty() : examples;
        judge = judge == null ? Optional.empty() : judge;
    }

    /// Of a run that judges nothing.
    public RunSpec(
            List<DeployedModel> models,
            List<TaskRef> tasks,
            List<String> variants,
            Optional<Integer> examples,
            int trials,
            long seed,
            int priority,
            GenerationParameters generation) {
        this(models, tasks, variants, examples, trials, seed, priority, generation, Optional.empty());
    }

    /// @param version content hash of the samples
    public record TaskRef(String name, String version) {}
}
