package io.scalewatch.local.stack;

import io.scalewatch.contracts.codec.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Where the parts of a running stack are, as `stack.json` in its data folder tells other programs.
///
/// @param pid of the supervisor
public record StackDescription(
        long pid,
        String taskService,
        String analysisService,
        String kafka,
        String database,
        Optional<String> models,
        List<Part> processes) {

    public static final String FILE = "stack.json";

    /// @param pid absent while the process is down
    public record Part(String name, Optional<Long> pid, boolean ready, String log) {

        static Part of(ManagedProcess process, Path log) {
            OptionalLong pid = process.pid();
            return new Part(
                    process.spec().name(),
                    pid.isPresent() ? Optional.of(pid.getAsLong()) : Optional.empty(),
                    process.isReady(),
                    log.toString());
        }
    }

    /// Reads the description of the stack in a data folder, whether it still runs or not.
    public static Optional<StackDescription> read(Path data) throws IOException {
        Path file = data.resolve(FILE);
        return Files.exists(file)
                ? Optional.of(Json.mapper().readValue(file.toFile(), StackDescription.class))
                : Optional.empty();
    }

    /// Replaces the file in one step, so that a reader never sees half of it.
    void write(Path data) throws IOException {
        Path fresh = data.resolve(FILE + ".new");
        Json.mapper().writerWithDefaultPrettyPrinter().writeValue(fresh.toFile(), this);
        Files.move(fresh, data.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
