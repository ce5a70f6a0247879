package io.scalewatch.task.plan;

import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.runs.RunSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Every prompt of a run, as a pure function of its spec and the samples of its tasks: nothing of it is stored.
///
/// Per model it is a sequence of positions, the same for all models, so that all sizes see the same samples in
/// the same order and can be compared sample by sample. The tasks take turns sample by sample, so that all
/// their curves grow at once; of a sample come all variants, and of a variant all trials, before the next
/// sample. The place of a prompt in the whole run is `index = position x models + model ordinal`.
public final class RunPlan implements PromptPlan {

    private final List<String> variants;
    private final int trials;
    private final int models;
    private final List<Turn> turns;

    private record Turn(TaskVersion task, Sample sample) {}

    /// @param tasks the task versions that the spec names, in its order
    /// @throws IllegalArgumentException if the tasks are not the spec's
    public RunPlan(RunSpec spec, List<TaskVersion> tasks) {
        List<RunSpec.TaskRef> given = tasks.stream()
                .map(t -> new RunSpec.TaskRef(t.name(), t.version()))
                .toList();
        if (!given.equals(spec.tasks())) {
            throw new IllegalArgumentException("the plan of " + spec.tasks() + " can't be made from " + given);
        }
        this.variants = spec.variants();
        this.trials = spec.trials();
        this.models = spec.models().size();
        this.turns = takeTurns(tasks, spec);
    }

    private static List<Turn> takeTurns(List<TaskVersion> tasks, RunSpec spec) {
        List<List<Sample>> taken = tasks.stream()
                .map(task -> SampleSelection.of(task, spec.examples(), spec.seed()))
                .toList();
        int rounds = taken.stream().mapToInt(List::size).max().orElse(0);
        List<Turn> turns = new ArrayList<>(taken.stream().mapToInt(List::size).sum());
        for (int round = 0; round < rounds; round++) {
            for (int task = 0; task < tasks.size(); task++) {
                if (round < taken.get(task).size()) {
                    turns.add(new Turn(tasks.get(task), taken.get(task).get(round)));
                }
            }
        }
        return turns;
    }

    /// How many samples of one task are asked.
    public int samples(String task) {
        return Math.toIntExact(
                turns.stream().filter(t -> t.task().name().equals(task)).count());
    }

    /// What counts as which answer to each sample that is asked.
    public Stream<AnswerSpec> answers() {
        return turns.stream().map(turn -> turn.sample().answer());
    }

    @Override
    public long positions(String task) {
        return (long) samples(task) * variants.size() * trials;
    }

    @Override
    public long positions() {
        return (long) turns.size() * variants.size() * trials;
    }

    @Override
    public long planned() {
        return positions() * models;
    }

    @Override
    public PlannedPrompt at(long position) {
        Objects.checkIndex(position, positions());
        Turn turn = turns.get((int) (position / trials / variants.size()));
        String variant = variants.get((int) (position / trials % variants.size()));
        return new PlannedPrompt(turn.task(), turn.sample(), variant, (int) (position % trials));
    }

    @Override
    public long index(long position, int ordinal) {
        Objects.checkIndex(ordinal, models);
        return position * models + ordinal;
    }

    @Override
    public long position(long index) {
        return index / models;
    }

    @Override
    public int ordinal(long index) {
        return (int) (index % models);
    }
}
