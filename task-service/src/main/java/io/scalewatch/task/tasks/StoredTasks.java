package io.scalewatch.task.tasks;

import io.quarkus.runtime.StartupEvent;
import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.catalogue.Tasks;
import io.scalewatch.task.settings.TaskServiceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// The built-in tasks and the imported ones. The built-in ones are stored as well: a run of before an upgrade
/// goes on with the samples that it began with.
@ApplicationScoped
public class StoredTasks implements Tasks {

    private static final Logger LOG = Logger.getLogger(StoredTasks.class);

    private final TaskStore store;
    private final TaskCache cache;

    @Inject
    StoredTasks(TaskStore store, TaskServiceConfig config) {
        this.store = store;
        this.cache = new TaskCache(config.catalogue().cachedSamples());
    }

    void onStart(@Observes StartupEvent event) {
        // By name, as all instances do, so that two that start together don't wait for each other in a circle.
        BuiltInTasks.all().stream()
                .sorted(Comparator.comparing(TaskVersion::name))
                .forEach(task -> {
                    if (store.store(task, false)) {
                        LOG.infof("New version of a built-in task, task=%s, version=%s", task.name(), task.version());
                    }
                });
    }

    @Override
    public Optional<TaskVersion> current(String name) {
        return BuiltInTasks.current(name).or(() -> store.view(name).flatMap(task -> find(name, task.version())));
    }

    @Override
    public Optional<TaskVersion> find(String name, String version) {
        return BuiltInTasks.current(name)
                .filter(task -> task.version().equals(version))
                .or(() -> cache.get(name, version))
                .or(() -> {
                    Optional<TaskVersion> loaded = store.load(name, version);
                    loaded.ifPresent(cache::put);
                    return loaded;
                });
    }

    @Override
    public List<TaskVersion> all() {
        Stream<TaskVersion> imported = store.views().stream()
                .filter(task -> BuiltInTasks.current(task.name()).isEmpty())
                .flatMap(task -> find(task.name(), task.version()).stream());
        return Stream.concat(BuiltInTasks.all().stream(), imported)
                .sorted(Comparator.comparing(TaskVersion::name))
                .toList();
    }
}
