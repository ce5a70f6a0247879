package io.scalewatch.task.runs;

import io.scalewatch.contracts.event.GenerationParameters;
import java.util.List;
import java.util.Optional;

/// What a user, or a family's standing evaluation, asks for. Becomes a [RunSpec] when every name in it is
/// known.
///
/// @param families all models of these families
/// @param models these models, beside the families'
/// @param tasks names; their current versions are taken
/// @param variants `baseline` where empty
/// @param examples how many samples of each task, at most; all where empty
/// @param trials 1 where empty
/// @param seed 1 where empty
/// @param priority 0 where empty
/// @param budget no limit where empty
/// @param judge for a run that judges another one's answers, which; then only priority, generation and budget may be
/// there beside it
public record RunRequest(
        List<String> families,
        List<String> models,
        List<String> tasks,
        List<String> variants,
        Optional<Integer> examples,
        Optional<Integer> trials,
        Optional<Long> seed,
        Optional<Integer> priority,
        Optional<GenerationParameters> generation,
        Optional<RunBudget> budget,
        Optional<JudgeRequest> judge) {

    public RunRequest {
        families = families == null ? List.of() : List.copyOf(families);
        models = models == null ? List.of() : List.copyOf(models);
        tasks = tasks == null ? List.of() : List.copyOf(tasks);
        variants = variants == null ? List.of() : List.copyOf(variants);
        examples = examples == null ? Optional.empty() : examples;
        trials = trials == null ? Optional.empty() : trials;
        seed = seed == null ? Optional.empty() : seed;
        priority = priority == null ? Optional.empty() : priority;
        generation = generation == null ? Optional.empty() : generation;
        budget = budget == null ? Optional.empty() : budget;
        judge = judge == null ? Optional.empty() : judge;
    }

    /// For a run that judges nothing.
    public RunRequest(
            List<String> families,
            List<String> models,
            List<String> tasks,
            List<String> variants,
            Optional<Integer> examples,
            Optional<Integer> trials,
            Optional<Long> seed,
            Optional<Integer> priority,
            Optional<GenerationParameters> generation,
            Optional<RunBudget> budget) {
        this(families, models, tasks, variants, examples, trials, seed, priority, generation, budget, Optional.empty());
    }
}
