package io.scalewatch.task.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.imports.ImportResult.Parsed;
import io.scalewatch.task.imports.ImportResult.Rejected;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Files of tests, read.
final class TaskFiles {

    private TaskFiles() {}

    /// A task of a good file.
    record Read(TaskProfile profile, TaskVersion task) {}

    static Read read(ImportOptions options, byte[] file) {
        SampleList samples = new SampleList();
        ImportResult result = result(options, file, samples);
        assertThat(result).isInstanceOf(Parsed.class);
        TaskProfile profile = ((Parsed) result).profile();
        return new Read(profile, samples.version(profile));
    }

    static TaskVersion task(ImportOptions options, byte[] file) {
        return read(options, file).task();
    }

    static TaskVersion task(TaskFormat format, String file) {
        return task(ImportOptions.of("task", format), file.getBytes(StandardCharsets.UTF_8));
    }

    static Rejected rejected(ImportOptions options, byte[] file) {
        ImportResult result = result(options, file, new SampleList());
        assertThat(result).isInstanceOf(Rejected.class);
        return (Rejected) result;
    }

    static TaskManifest manifest(String yaml) {
        try {
            return ManifestReader.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
        } catch (InvalidManifestException e) {
            throw new AssertionError(e.errors().toString(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ImportResult result(ImportOptions options, byte[] file, SampleSink sink) {
        try {
            return TaskFile.read(options, new ByteArrayInputStream(file), sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
