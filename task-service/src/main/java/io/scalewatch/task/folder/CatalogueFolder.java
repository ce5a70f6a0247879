package io.scalewatch.task.folder;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.scalewatch.task.folder.FolderFile.Look;
import io.scalewatch.task.folder.FolderLoader.Manifest;
import io.scalewatch.task.folder.FolderTask.State;
import io.scalewatch.task.settings.TaskServiceConfig;
import io.scalewatch.task.tasks.TaskImports;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/// Keeps the tasks of a folder current: read when the service starts, and looked at every two seconds. A file
/// that changes is read once it looks the same twice in a row, so that nobody's half a file is taken for a
/// whole one. A file that is bad is reported, and neither disturbs the others nor the version that its task
/// had; a file that goes leaves its task as it was, since runs and standing evaluations name it.
///
/// Looking, not being told: folders that are mounted tell nobody of changes.
@ApplicationScoped
public class CatalogueFolder {

    private static final Logger LOG = Logger.getLogger(CatalogueFolder.class);

    private final Optional<Path> folder;
    private final TaskImports imports;
    private final FolderLoader loader;
    /// By the name of the YAML. Only touched while this object is locked.
    private final Map<String, Known> known = new TreeMap<>();
    private volatile List<FolderTask> tasks = List.of();
    private boolean unreadable;

    private static final class Known {
        private List<Look> read = List.of();
        private List<Look> seen = List.of();
        private Manifest manifest = new Manifest(Optional.empty(), List.of());
        /// Whether another YAML had the name when this one was read.
        private boolean late;
        private FolderTask task;
    }

    @Inject
    CatalogueFolder(TaskServiceConfig config, TaskImports imports, Clock clock, MeterRegistry meters) {
        this(config.catalogue().folder(), imports, clock, meters);
    }

    CatalogueFolder(Optional<Path> folder, TaskImports imports, Clock clock, MeterRegistry meters) {
        this(folder, imports, new FolderLoader(imports, clock), meters);
    }

    CatalogueFolder(Optional<Path> folder, TaskImports imports, FolderLoader loader, MeterRegistry meters) {
        this.folder = folder;
        this.imports = imports;
        this.loader = loader;
        for (State state : State.values()) {
            Gauge.builder("scalewatch.task.catalogue.files", this, files -> files.count(state))
                    .description("YAML files of the catalogue folder")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
    }

    /// After the built-in tasks.
    void onStart(@Observes @Priority(3000) StartupEvent event) {
        look(true);
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        look(false);
    }

    /// What became of every file, by name.
    public List<FolderTask> tasks() {
        return tasks;
    }

    /// @param atOnce whether a file that looks new is read without a second look
    synchronized void look(boolean atOnce) {
        if (folder.isEmpty()) {
            return;
        }
        List<FolderFile> files;
        try {
            files = FolderFile.in(folder.get());
            unreadable = false;
        } catch (IOException e) {
            if (!unreadable) {
                LOG.warnf("The catalogue folder can't be read, folder=%s, cause=%s", folder.get(), e);
            }
            unreadable = true;
            return;
        }
        forget(files);
        Set<String> taken = new HashSet<>();
        for (FolderFile file : files) {
            Known entry = known.computeIfAbsent(file.name(), name -> new Known());
            try {
                look(file, entry, atOnce, taken);
            } catch (NoSuchFileException e) {
                // It has just gone, or is being replaced: the next look tells.
                entry.read = List.of();
            } catch (IOException e) {
                tryAgain(entry, loader.unreadable(file, entry.manifest), e);
            } catch (RuntimeException e) {
                tryAgain(entry, loader.unstored(file, entry.manifest), e);
            }
            FolderLoader.claimed(file, entry.manifest).forEach(taken::add);
        }
        imports.reserve(taken);
        tasks = known.values().stream()
                .filter(entry -> entry.task != null)
                .map(entry -> entry.task)
                .toList();
    }

    private void look(FolderFile file, Known entry, boolean atOnce, Set<String> taken) throws IOException {
        List<Look> now = file.look(entry.manifest.data());
        boolean steady = atOnce || now.equals(entry.seen);
        entry.seen = now;
        boolean same = now.equals(entry.read) && isLate(file, entry.manifest, taken) == entry.late;
        if (same || !steady) {
            return;
        }
        Manifest manifest = loader.manifest(file);
        // As the rows are before they are read: whatever is written meanwhile looks different afterwards.
        List<Look> read = file.look(manifest.data());
        if (!read.getFirst().equals(now.getFirst())) {
            // The YAML was written to while it was read: the next looks tell when it is steady.
            entry.read = List.of();
            return;
        }
        entry.manifest = manifest;
        entry.late = isLate(file, manifest, taken);
        entry.task = loader.load(file, manifest, taken);
        entry.read = read;
        entry.seen = read;
        report(entry.task);
    }

    private static boolean isLate(FolderFile file, Manifest manifest, Set<String> taken) {
        return FolderLoader.claimed(file, manifest).anyMatch(taken::contains);
    }

    /// At the next look. What does not change is told once.
    private static void tryAgain(Known entry, FolderTask refused, Exception cause) {
        entry.read = List.of();
        boolean told = entry.task != null && entry.task.problems().equals(refused.problems());
        if (!told) {
            entry.task = refused;
            LOG.warnf("Catalogue file not taken in, file=%s, cause=%s", refused.file(), cause);
        }
    }

    private void forget(List<FolderFile> files) {
        Set<String> names = new HashSet<>();
        files.forEach(file -> names.add(file.name()));
        Map<String, Known> gone = new HashMap<>(known);
        gone.keySet().removeAll(names);
        gone.keySet().forEach(name -> {
            known.remove(name);
            LOG.infof("A file has left the catalogue folder, its task stays, file=%s", name);
        });
    }

    private static void report(FolderTask task) {
        switch (task.state()) {
            case LOADED ->
                LOG.infof(
                        "Catalogue file loaded, file=%s, task=%s, version=%s, samples=%d",
                        task.file(), task.task().orElse(""), task.version().orElse(""), task.samples());
            case REFUSED ->
                LOG.warnf(
                        "Catalogue file refused, file=%s, errors=%d, first=%s",
                        task.file(), task.errors(), task.problems().getFirst());
        }
    }

    private double count(State state) {
        return tasks.stream().filter(task -> task.state() == state).count();
    }
}
