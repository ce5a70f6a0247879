package io.scalewatch.task.tasks;

import io.quarkus.runtime.StartupEvent;
import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.catalogue.Tasks;
import io.scalewatch.task.imports.SampleList;
import io.scalewatch.task.settings.TaskServiceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
                    if (store.store(TaskCard.ofBuiltIn(task), content(task), false)) {
                        LOG.infof("New version of a built-in task, task=%s, version=%s", task.name(), task.version());
                    }
                });
    }

    private static SampleContent content(TaskVersion task) {
        try {
            return SampleContent.of(task);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
                    Optional<TaskVersion> loaded = load(name, version);
                    loaded.ifPresent(cache::put);
                    return loaded;
                });
    }

    private Optional<TaskVersion> load(String name, String version) {
        return store.card(name, version).map(card -> {
            SampleList samples = new SampleList();
            try (InputStream archive = store.samples(name, version)) {
                SampleArchive.read(archive, samples);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new TaskVersion(
                    name,
                    version,
                    card.mechanism(),
                    card.description(),
                    card.kind(),
                    card.labels(),
                    samples.samples(),
                    samples.heldOut());
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
