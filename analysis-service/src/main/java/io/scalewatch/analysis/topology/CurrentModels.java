package io.scalewatch.analysis.topology;

import io.scalewatch.contracts.event.ModelDeclared;
import io.scalewatch.contracts.event.ModelVersion;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
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
        List<ModelDeclared> members = models.values().stream()
                .filter(m -> m.family().equals(family) && m.current().isPresent())
                .toList();
        List<ModelVersion> current =
                members.stream().map(m -> m.current().orElseThrow()).toList();
        Map<String, String> last = new HashMap<>();
        members.forEach(m -> lastVersion(m).ifPresent(version -> last.put(m.model(), version)));
        if (current.isEmpty()) {
            families.remove(family);
        } else {
            Epoch epoch = Epoch.of(current, last);
            // A declaration that changes nothing keeps the object: readers compare it by identity first.
            families.compute(family, (f, before) -> epoch.equals(before) ? before : epoch);
        }
    }

    /// Of the replaced versions the one that was deployed last.
    private static Optional<String> lastVersion(ModelDeclared model) {
        return model.versions().stream()
                .filter(v -> v.status() == ModelDeclared.Status.RETIRED)
                .max(Comparator.comparing(ModelDeclared.Version::deployedAt)
                        .thenComparing(ModelDeclared.Version::version))
                .map(ModelDeclared.Version::version);
    }
}
