package io.scalewatch.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The folder where the database's programs are unpacked, once for all processes of a user. Unpacking that was
/// interrupted leaves a part behind that the library neither completes nor replaces: no server would start from this
/// folder again. So one process at a time looks after it, and throws such a part away.
final class UnpackedPrograms {

    /// The library makes this file when it has unpacked everything.
    private static final String COMPLETE = ".exists";
    private static final String PROGRAMS = "PG-*";

    private final Path folder;

    private UnpackedPrograms(Path folder) {
        this.folder = folder;
    }

    /// What is done with the programs.
    interface Use<T> {
        T begin() throws IOException;
    }

    /// Beside other temporary files, and the user's own: nobody else's programs are run.
    static UnpackedPrograms ofUser() {
        return in(Path.of(
                System.getProperty("java.io.tmpdir"), "scalewatch-postgres-" + System.getProperty("user.name")));
    }

    static UnpackedPrograms in(Path folder) {
        return new UnpackedPrograms(folder);
    }

    Path folder() {
        return folder;
    }

    /// Waits until no other process uses them, and throws away what is there in part.
    <T> T alone(Use<T> use) throws IOException {
        Files.createDirectories(folder);
        // The lock of a file is the process's: threads need one of their own.
        synchronized (UnpackedPrograms.class) {
            try (FileChannel file = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = file.lock()) {
                for (Path part : parts()) {
                    delete(part);
                }
                return use.begin();
            }
        }
    }

    private List<Path> parts() throws IOException {
        List<Path> parts = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, PROGRAMS)) {
            for (Path programs : found) {
                if (!Files.exists(programs.resolve(COMPLETE))) {
                    parts.add(programs);
                }
            }
        }
        return parts;
    }

    private static void delete(Path part) throws IOException {
        try (Stream<Path> all = Files.walk(part)) {
            all.sorted(Comparator.reverseOrder()).forEach(UnpackedPrograms::deleteOne);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void deleteOne(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
