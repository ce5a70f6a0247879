package io.scalewatch.local.imports;

import io.scalewatch.local.CommandException;
import io.scalewatch.task.imports.InvalidManifestException;
import io.scalewatch.task.imports.ManifestReader;
import io.scalewatch.task.imports.TaskFormat;
import io.scalewatch.task.imports.TaskManifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the YAML of a task says of its rows.
///
/// @param format scalewatch unless it says otherwise
record TaskYaml(Optional<String> name, Optional<String> format, Optional<String> data) {

    /// @throws CommandException names every line that is wrong
    static TaskYaml read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            TaskManifest manifest = ManifestReader.read(in);
            return new TaskYaml(
                    manifest.name(),
                    manifest.format()
                            .or(() -> Optional.of(TaskFormat.SCALEWATCH))
                            .map(TaskFormat::id),
                    manifest.data());
        } catch (InvalidManifestException e) {
            throw new CommandException(e.errors().stream()
                    .map(error -> file + ":" + error.line() + ": " + error.reason())
                    .collect(Collectors.joining("\n")));
        }
    }

    /// The file that it names, else the one of its own name beside it.
    Path rows(Path yaml) {
        String file = yaml.getFileName().toString();
        String stem = file.substring(0, file.lastIndexOf('.'));
        Stream<String> names = data.map(Stream::of).orElseGet(() -> Stream.of(stem + ".jsonl", stem + ".csv"));
        return names.map(yaml::resolveSibling)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        "there are no rows beside " + yaml + ": put " + data.orElse(stem + ".jsonl") + " there"));
    }
}
