package io.scalewatch.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scalewatch.embedded.FreePort;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The database on a machine where its programs have never been unpacked, as the stack starts it.
class FirstStartIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String COMPLETE = ".exists";

    @TempDir
    Path folder;

    @Test
    void itUnpacksWhatAnInterruptedStartDidNot() throws Exception {
        startAndStop("first");
        Path programs = programs();
        assertThat(programs.resolve(COMPLETE)).exists();
        // As if it had been interrupted just before its end.
        Files.delete(programs.resolve(COMPLETE));

        startAndStop("second");

        assertThat(programs().resolve(COMPLETE)).exists();
    }

    private void startAndStop(String name) throws Exception {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        Path data = Files.createDirectories(folder.resolve(name));
        Files.createDirectories(data.resolve("logs"));
        ServerArguments arguments = new ServerArguments(
                data.resolve("postgres"),
                FreePort.find(),
                data.resolve("ready"),
                data,
                ProcessHandle.current().pid());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(PostgresProcess.JVM_FLAGS);
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PostgresProcess.class.getName()));
        command.addAll(arguments.toList());
        Path log = data.resolve("process.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            await().atMost(LIMIT)
                    .failFast(() ->
                            assertThat(process.isAlive()).as(() -> text(log)).isTrue())
                    .until(() -> Files.exists(arguments.ready()));
        } finally {
            process.destroy();
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    private Path programs() throws IOException {
        Path unpacked = folder.resolve("tmp").resolve("scalewatch-postgres-" + System.getProperty("user.name"));
        try (DirectoryStream<Path> found = Files.newDirectoryStream(unpacked, "PG-*")) {
            return found.iterator().next();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
