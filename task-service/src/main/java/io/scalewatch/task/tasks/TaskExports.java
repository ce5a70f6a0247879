package io.scalewatch.task.tasks;

import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.imports.FileSyntax;
import io.scalewatch.task.imports.ManifestWriter;
import io.scalewatch.task.imports.TaskExport;
import io.scalewatch.task.imports.TaskFormat;
import io.scalewatch.task.problem.UnknownNameException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/// Writes task versions out, sample by sample.
@ApplicationScoped
class TaskExports {

    private final TaskStore store;

    @Inject
    TaskExports(TaskStore store) {
        this.store = store;
    }

    /// @param version the current one where none is named
    /// @throws UnknownNameException if there is no such task or version
    TaskCard card(String name, Optional<String> version) {
        String wanted = version.orElseGet(() -> store.view(name)
                .orElseThrow(() -> new UnknownNameException("task", name))
                .version());
        return store.card(name, wanted).orElseThrow(() -> new UnknownNameException("version of " + name, wanted));
    }

    /// Why a format can't hold a version whole, where it can't.
    Optional<String> problem(TaskCard task, TaskFormat format, FileSyntax syntax) throws IOException {
        return write(task, format, syntax, Optional.empty());
    }

    /// @param out not closed
    void write(TaskCard task, TaskFormat format, FileSyntax syntax, OutputStream out) throws IOException {
        OutputStream buffered = new BufferedOutputStream(out, 64 * 1024);
        write(task, format, syntax, Optional.of(buffered)).ifPresent(problem -> {
            throw new IllegalStateException("a version has changed: " + problem);
        });
        buffered.flush();
    }

    /// The YAML to put beside the rows.
    String manifest(TaskCard task, TaskFormat format, FileSyntax syntax) throws IOException {
        return ManifestWriter.yaml(
                format,
                task.name() + (syntax == FileSyntax.CSV ? ".csv" : ".jsonl"),
                new ManifestWriter.Said(
                        task.name(),
                        task.mechanism(),
                        task.description(),
                        task.details().dials(),
                        task.details().variants(),
                        task.details().generation(),
                        first(task)));
    }

    private Optional<String> write(TaskCard task, TaskFormat format, FileSyntax syntax, Optional<OutputStream> out)
            throws IOException {
        TaskExport export = new TaskExport(format, syntax, first(task), out);
        try (InputStream archive = store.samples(task.name(), task.version())) {
            SampleArchive.read(archive, export);
        }
        return export.finish();
    }

    /// @param most how many
    List<Sample> samples(TaskCard task, int most) throws IOException {
        try (InputStream archive = store.samples(task.name(), task.version())) {
            return SampleArchive.first(archive, most);
        }
    }

    private AnswerSpec first(TaskCard task) throws IOException {
        try (InputStream archive = store.samples(task.name(), task.version())) {
            return SampleArchive.first(archive, 1).getFirst().answer();
        }
    }
}
