package io.scalewatch.local.simulation;

import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.catalogue.Variant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Which label each prompt of a task gets from one model. The samples are put in an order of the seed's,
/// another for each model, task and variant, and the labels are dealt out along it in proportion to their
/// rates.
final class ModelAnswers {

    private static final Optional<Label> UNASKED = Optional.empty();

    private final long seed;
    private final SimulatedFamily family;
    private final SimulatedModel model;
    private final Map<String, TaskVersion> tasks;
    /// Dealt when first asked for: there are more variants than anybody asks in one run.
    private final Map<Asked, List<Optional<Label>>> labels = new HashMap<>();

    private record Asked(String task, Variant variant) {}

    /// @param tasks all that may be asked
    ModelAnswers(long seed, SimulatedFamily family, SimulatedModel model, List<TaskVersion> tasks) {
        this.seed = seed;
        this.family = family;
        this.model = model;
        this.tasks = tasks.stream().collect(Collectors.toUnmodifiableMap(TaskVersion::name, Function.identity()));
    }

    /// Whether the model has a behaviour for the task.
    boolean knows(String task) {
        return family.tasks().containsKey(task);
    }

    /// The label of the answer; empty for what the sample is built to provoke.
    Optional<Label> label(KnownPrompt prompt) {
        return labels.computeIfAbsent(new Asked(prompt.task(), prompt.variant()), this::deal)
                .get(prompt.position());
    }

    private List<Optional<Label>> deal(Asked asked) {
        String variant = asked.variant().id();
        long order = seed;
        for (String part : List.of(model.name(), asked.task(), variant)) {
            order = PromptHash.mix(order ^ hash(part));
        }
        TaskBehaviour behaviour = family.tasks().get(asked.task()).under(variant);
        return dealt(order, behaviour, model.parameters(), tasks.get(asked.task()));
    }

    private static List<Optional<Label>> dealt(long order, TaskBehaviour behaviour, long parameters, TaskVersion task) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Optional<Label>[] dealt = new Optional[task.samples().size()];
        Arrays.fill(dealt, UNASKED);
        for (boolean control : new boolean[] {false, true}) {
            List<Integer> positions = IntStream.range(0, task.samples().size())
                    .filter(i -> task.samples().get(i).control() == control)
                    .boxed()
                    .sorted(Comparator.comparingLong(
                            i -> place(order, task.samples().get(i))))
                    .toList();
            Rates rates = behaviour.rates(control);
            for (int rank = 0; rank < positions.size(); rank++) {
                dealt[positions.get(rank)] = rates.at((rank + 0.5) / positions.size(), parameters);
            }
        }
        return List.of(dealt);
    }

    private static long place(long order, Sample sample) {
        return PromptHash.mix(order ^ hash(sample.id()));
    }

    private static long hash(String text) {
        PromptHash hash = new PromptHash();
        hash.add(text);
        return hash.value();
    }
}
