package io.scalewatch.task.tasks;

import io.micrometer.core.instrument.MeterRegistry;
import io.scalewatch.task.imports.ImportOptions;
import io.scalewatch.task.imports.ImportResult;
import io.scalewatch.task.imports.ImportResult.Parsed;
import io.scalewatch.task.imports.ImportResult.Rejected;
import io.scalewatch.task.imports.TaskFile;
import io.scalewatch.task.imports.TaskProfile;
import io.scalewatch.task.settings.TaskServiceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.jboss.logging.Logger;

/// Brings files in: all of one, or nothing. The samples go to a temporary file first; only when every row has
/// been found good does one transaction store them, so that whatever dies before leaves nothing behind.
@ApplicationScoped
public class TaskImports {

    private static final Logger LOG = Logger.getLogger(TaskImports.class);
    private static final String IMPORTS = "scalewatch.task.imports";

    private static final String TOO_LARGE = "split the file, or raise scalewatch.task.imports.max-size";

    private final TaskStore store;
    private final long limit;
    private final MeterRegistry meters;
    private volatile Set<String> ofFolder = Set.of();

    @Inject
    TaskImports(TaskStore store, TaskServiceConfig config, MeterRegistry meters) {
        this.store = store;
        this.limit = config.imports().maxSize().asLongValue();
        this.meters = meters;
    }

    /// What became of a file.
    public sealed interface Outcome {}

    /// It is a task now.
    public record Stored(ImportView view) implements Outcome {}

    /// It would become a task.
    public record Previewed(PreviewView view) implements Outcome {}

    /// Nothing of it was stored.
    public record Refused(Rejected rejected) implements Outcome {}

    /// Whether the catalogue folder has a task of that name, which nobody else may then bring.
    public boolean isOfFolder(String task) {
        return ofFolder.contains(task);
    }

    /// @param tasks the names of the tasks that the catalogue folder has
    public void reserve(Set<String> tasks) {
        ofFolder = Set.copyOf(tasks);
    }

    /// Stores a file's task, which becomes its name's current version.
    ///
    /// @throws io.scalewatch.task.problem.TooLargeException if the file is larger than it may be
    /// @throws IOException if the file can't be read, or there is no room for it
    public Outcome importFile(ImportOptions options, InputStream rows) throws IOException {
        try (SpooledSamples samples = new SpooledSamples(0)) {
            return switch (TaskFile.read(options, limited(rows), samples)) {
                case Parsed(TaskProfile profile) -> new Stored(store(profile, samples));
                case Rejected rejected -> refuse(options, rejected);
            };
        }
    }

    /// Reads a file as an import does, and stores nothing.
    ///
    /// @param shown how many samples to show
    /// @throws io.scalewatch.task.problem.TooLargeException if the file is larger than it may be
    /// @throws IOException if the file can't be read, or there is no room for it
    public Outcome preview(ImportOptions options, InputStream rows, int shown) throws IOException {
        try (SpooledSamples samples = new SpooledSamples(shown)) {
            ImportResult result = TaskFile.read(options, limited(rows), samples);
            return switch (result) {
                case Parsed(TaskProfile profile) -> {
                    String version = samples.finish();
                    boolean exists = store.exists(profile.name(), version);
                    yield new Previewed(PreviewView.of(profile, version, exists, samples.first()));
                }
                case Rejected rejected -> new Refused(rejected);
            };
        }
    }

    private InputStream limited(InputStream rows) {
        return new LimitedStream(rows, limit, TOO_LARGE);
    }

    private ImportView store(TaskProfile profile, SpooledSamples samples) throws IOException {
        String version = samples.finish();
        boolean created = store.store(TaskCard.of(profile, version), samples, true);
        count(created ? "created" : "unchanged");
        LOG.infof(
                "Task imported, task=%s, version=%s, format=%s, samples=%d, created=%s",
                profile.name(), version, profile.format().id(), profile.samples(), created);
        return new ImportView(
                profile.name(), version, profile.samples(), profile.heldOut(), created, profile.warnings());
    }

    private Outcome refuse(ImportOptions options, Rejected rejected) {
        count("rejected");
        LOG.infof(
                "Import refused, task=%s, format=%s, errors=%d",
                options.task(), options.format().id(), rejected.total());
        return new Refused(rejected);
    }

    private void count(String outcome) {
        meters.counter(IMPORTS, "outcome", outcome).increment();
    }
}
