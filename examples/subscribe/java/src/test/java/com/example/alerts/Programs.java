package com.example.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Programs of this machine, run as a user would.
final class Programs {

    /// The folder of the examples.
    static final Path EXAMPLES = Path.of("..");

    private static final long PATIENCE_SECONDS = 180;

    private Programs() {}

    /// Has a test say that it was skipped where they are not installed.
    static void assumeInstalled(String... programs) {
        for (String program : programs) {
            boolean found = Stream.of(System.getenv("PATH").split(":"))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
            assumeTrue(found, program + " is not installed");
        }
    }

    /// What the JavaScript example needs, as its lock file says.
    static Path javaScript(Path log) throws Exception {
        assumeInstalled("node", "npm");
        int major = Integer.parseInt(run(EXAMPLES, log, "node", "--print", "process.versions.node.split('.')[0]")
                .strip());
        assumeTrue(major >= 20, "node is older than 20");
        Path folder = EXAMPLES.resolve("javascript");
        Path installed = folder.resolve("node_modules/.package-lock.json");
        Path wanted = folder.resolve("package-lock.json");
        if (!Files.exists(installed)
                || Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) < 0) {
            run(folder, log, "npm", "ci", "--ignore-scripts");
        }
        return folder;
    }

    /// To its end, which must be a good one.
    ///
    /// @return what it has printed
    static String run(Path folder, Path log, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String printed = Files.readString(log);
        assertThat(ended && process.exitValue() == 0)
                .as(() -> String.join(" ", command) + ": " + printed)
                .isTrue();
        return printed;
    }

    static Process start(Path folder, Path log, Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /// With all that it has started.
    static void stop(Process process) throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        children.forEach(ProcessHandle::destroy);
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
