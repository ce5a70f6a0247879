package io.scalewatch.local.simulation;

import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.catalogue.Variant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Which label each prompt of a task gets from one model. The samples are put in an order of the seed's,
/// another for each model, task and variant, and the labels are dealt out along it in proportion to their
/// rates.
final class ModelAnswers {

    private static final Optional<Label> UNASKED = Optional.empty();

    private final Map<String, Map<Variant, List<Optional<Label>>>> labels = new HashMap<>();

    /// @param tasks all that may be asked
    ModelAnswers(long seed, SimulatedFamily family, SimulatedModel model, List<TaskVersion> tasks) {
        for (TaskVersion task : tasks) {
            TaskBehaviour behaviour = family.tasks().get(task.name());
            if (behaviour != null) {
                Map<Variant, List<Optional<Label>>> byVariant = new EnumMap<>(Variant.class);
                for (Variant variant : Variant.values()) {
                    long order = seed;
                    for (String part : List.of(model.name(), task.name(), variant.id())) {
                        order = PromptHash.mix(order ^ hash(part));
                    }
                    byVariant.put(variant, dealt(order, behaviour.under(variant.id()), model.parameters(), task));
                }
                labels.put(task.name(), byVariant);
            }
        }
    }

    /// Whether the model has a behaviour for the task.
    boolean knows(String task) {
        return labels.containsKey(task);
    }

    /// The label of the answer; empty for what the sample is built to provoke.
    Optional<Label> label(KnownPrompt prompt) {
        return labels.get(prompt.task()).get(prompt.variant()).get(prompt.position());
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
