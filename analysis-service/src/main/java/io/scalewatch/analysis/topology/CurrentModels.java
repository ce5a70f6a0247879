package io.scalewatch.analysis.topology;

import io.scalewatch.contracts.event.ModelDeclared;
import io.scalewatch.contracts.event.ModelVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Which versions are current, by family: what the topic `models` says. Written by the global processor, read
/// by all tasks of this process.
public final class CurrentModels {

    private final Map<String, ModelDeclared> models = new HashMap<>();
    private final Map<String, Epoch> families = new ConcurrentHashMap<>();

    /// Takes over a model's newest declaration.
    public synchronized void declared(ModelDeclared model) {
        ModelDeclared before = models.put(model.model(), model);
        if (before != null && !before.family().equals(model.family())) {
            open(before.family());
        }
        open(model.family());
    }

    /// Forgets a model; does nothing if it is not known.
    public synchronized void removed(String model) {
        ModelDeclared before = models.remove(model);
        if (before != null) {
            open(before.family());
        }
    }

    /// The current versions of a family; nothing as long as it has none.
    public Optional<Epoch> epoch(String family) {
        return Optional.ofNullable(families.get(family));
    }

    private void open(String family) {
        var current = models.values().stream()
                .filter(m -> m.family().equals(family))
                .map(ModelDeclared::current)
                .flatMap(Optional<ModelVersion>::stream)
                .toList();
        if (current.isEmpty()) {
            families.remove(family);
        } else {
            Epoch epoch = Epoch.of(current);
            // A declaration that changes nothing keeps the object: readers compare it by identity first.
            families.compute(family, (f, before) -> epoch.equals(before) ? before : epoch);
        }
    }
}
