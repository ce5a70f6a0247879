package io.scalewatch.task.folder;

import io.scalewatch.contracts.event.Names;
import io.scalewatch.task.folder.FolderTask.State;
import io.scalewatch.task.imports.ImportOptions;
import io.scalewatch.task.imports.ImportResult.RowError;
import io.scalewatch.task.imports.InvalidManifestException;
import io.scalewatch.task.imports.ManifestReader;
import io.scalewatch.task.imports.TaskManifest;
import io.scalewatch.task.problem.InvalidRequestException;
import io.scalewatch.task.problem.InvalidRequestException.Violation;
import io.scalewatch.task.problem.TooLargeException;
import io.scalewatch.task.tasks.ImportParameters;
import io.scalewatch.task.tasks.ImportView;
import io.scalewatch.task.tasks.TaskImports;
import io.scalewatch.task.tasks.TaskImports.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Brings in a task of the folder, or says why not.
class FolderLoader {

    private final TaskImports imports;
    private final Clock clock;

    FolderLoader(TaskImports imports, Clock clock) {
        this.imports = imports;
        this.clock = clock;
    }

    /// A YAML that has been read, or what is wrong with it.
    record Manifest(Optional<TaskManifest> manifest, List<Violation> problems) {

        /// The name of the file with the rows, where there is one.
        Optional<String> data() {
            return manifest.flatMap(TaskManifest::data);
        }
    }

    /// @throws IOException if the file can't be read
    Manifest manifest(FolderFile file) throws IOException {
        try (InputStream yaml = Files.newInputStream(file.path())) {
            return new Manifest(Optional.of(ManifestReader.read(yaml)), List.of());
        } catch (InvalidManifestException e) {
            return new Manifest(Optional.empty(), violations(file.name(), e.errors()));
        }
    }

    /// @param taken the names of the tasks of the YAMLs before it
    /// @throws IOException if a file can't be read, so that it should be tried again
    FolderTask load(FolderFile file, Manifest said, Set<String> taken) throws IOException {
        if (said.manifest().isEmpty()) {
            return refused(
                    file, Optional.empty(), said.problems(), said.problems().size());
        }
        TaskManifest manifest = said.manifest().get();
        String name = manifest.name().orElse(file.stem());
        if (taken.contains(name)) {
            return refused(
                    file,
                    Optional.empty(),
                    new Violation("name", "is the name of another task of the folder", "give it another one"));
        }
        Optional<Path> rows = file.rows(manifest.data());
        if (rows.isEmpty()) {
            return refused(
                    file,
                    Optional.of(name),
                    new Violation("data", "there is no file with the rows", "put " + file.stem() + ".jsonl beside it"));
        }
        try {
            return load(file, name, manifest, rows.get());
        } catch (InvalidRequestException e) {
            return refused(
                    file, Optional.of(name), e.violations(), e.violations().size());
        } catch (TooLargeException e) {
            return refused(
                    file,
                    Optional.of(name),
                    new Violation(rows.get().getFileName().toString(), e.getMessage(), e.remedy()));
        }
    }

    private FolderTask load(FolderFile file, String name, TaskManifest manifest, Path rows) throws IOException {
        String rowsName = rows.getFileName().toString();
        ImportOptions options = new ImportParameters().options(name, manifest, rowsName, false);
        Outcome outcome;
        try (InputStream in = Files.newInputStream(rows)) {
            outcome = imports.importFile(options, in);
        }
        return switch (outcome) {
            case TaskImports.Stored(ImportView view) ->
                new FolderTask(
                        file.name(),
                        Optional.of(name),
                        State.LOADED,
                        Optional.of(view.version()),
                        view.samples(),
                        view.warnings(),
                        List.of(),
                        0,
                        clock.instant());
            case TaskImports.Refused(var rejected) ->
                refused(file, Optional.of(name), violations(rowsName, rejected.errors()), rejected.total());
            case TaskImports.Previewed _ -> throw new IllegalStateException("an import is no preview");
        };
    }

    /// The name that a YAML claims, where it can be one.
    static Stream<String> claimed(FolderFile file, Manifest said) {
        return said.manifest().map(manifest -> manifest.name().orElse(file.stem())).filter(Names::isName).stream();
    }

    /// A file that is there and can't be read.
    ///
    /// @param said what it last said
    FolderTask unreadable(FolderFile file, Manifest said) {
        return notTaken(file, said, "it, or its rows, can't be read", "let the service read both");
    }

    /// A file that could be read, but not be stored.
    ///
    /// @param said what it last said
    FolderTask unstored(FolderFile file, Manifest said) {
        return notTaken(file, said, "it could not be stored", "see the log of the service");
    }

    private FolderTask notTaken(FolderFile file, Manifest said, String reason, String remedy) {
        return refused(
                file,
                claimed(file, said).findFirst(),
                new Violation(file.name(), reason, remedy + "; it is tried again every two seconds"));
    }

    private FolderTask refused(FolderFile file, Optional<String> task, Violation problem) {
        return refused(file, task, List.of(problem), 1);
    }

    private FolderTask refused(FolderFile file, Optional<String> task, List<Violation> problems, int errors) {
        return new FolderTask(
                file.name(), task, State.REFUSED, Optional.empty(), 0, List.of(), problems, errors, clock.instant());
    }

    private static List<Violation> violations(String file, List<RowError> errors) {
        return errors.stream()
                .map(error -> new Violation(file + ":" + error.line(), error.reason(), "correct it"))
                .toList();
    }
}
