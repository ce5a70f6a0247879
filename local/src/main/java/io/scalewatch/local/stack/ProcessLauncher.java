package io.scalewatch.local.stack;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// Starts the processes of a stack, away from the terminal.
final class ProcessLauncher {

    private static final long LOG_LIMIT_BYTES = 32L << 20;

    /// Gives the child a session of its own and lets it ignore the terminal's signals: Ctrl-C goes to the
    /// supervisor alone, which then stops everything in order. Where there is no `setsid` (macOS), perl knows
    /// the same call.
    private static final String DETACH = """
            trap "" INT HUP
            command -v setsid >/dev/null 2>&1 && exec setsid "$@"
            command -v perl >/dev/null 2>&1 && exec perl -MPOSIX -e 'POSIX::setsid(); exec @ARGV' -- "$@"
            exec "$@"
            """;

    private ProcessLauncher() {}

    /// @param log what the process prints is appended to it; when it has grown large, it is put aside first
    static Process launch(ProcessSpec spec, Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", DETACH, spec.name()));
        command.addAll(spec.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(spec.directory().toFile())
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(spec.environment());
        return builder.start();
    }
}
