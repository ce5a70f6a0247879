package io.scalewatch.task.standing;

import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.task.runs.RunRequest;
import java.util.List;
import java.util.Optional;

/// What models are asked as a matter of course: a [RunRequest] without its models.
///
/// @param tasks names; their current versions are taken whenever a run is started
/// @param variants `baseline` where empty
/// @param examples how many samples of each task, at most; all where empty
/// @param trials 1 where empty
/// @param seed 1 where empty: the same for every version, so that they are asked the same samples
/// @param priority 0 where empty
public record StandingEvaluation(
        List<String> tasks,
        List<String> variants,
        Optional<Integer> examples,
        Optional<Integer> trials,
        Optional<Long> seed,
        Optional<Integer> priority,
        Optional<GenerationParameters> generation) {

    public StandingEvaluation {
        tasks = tasks == null ? List.of() : List.copyOf(tasks);
        variants = variants == null ? List.of() : List.copyOf(variants);
        examples = examples == null ? Optional.empty() : examples;
        trials = trials == null ? Optional.empty() : trials;
        seed = seed == null ? Optional.empty() : seed;
        priority = priority == null ? Optional.empty() : priority;
        generation = generation == null ? Optional.empty() : generation;
    }

    /// The run of these models' newest versions.
    public RunRequest of(List<String> models) {
        return request(List.of(), models);
    }

    /// The run of a family's newest versions.
    public RunRequest ofFamily(String family) {
        return request(List.of(family), List.of());
    }

    /// The same with another number of samples, where one is given.
    public StandingEvaluation withExamples(Optional<Integer> number) {
        return new StandingEvaluation(tasks, variants, number.or(() -> examples), trials, seed, priority, generation);
    }

    private RunRequest request(List<String> families, List<String> models) {
        return new RunRequest(
                families, models, tasks, variants, examples, trials, seed, priority, generation, Optional.empty());
    }
}
