package io.scalewatch.task.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A task's YAML in the folder.
///
/// @param path of the YAML
record FolderFile(Path path) {

    /// How a file looks from outside. Two looks that are alike mean that nobody has written to it in between.
    record Look(String name, long bytes, FileTime modified) {}

    /// Every YAML of the folder, by name.
    ///
    /// @throws IOException if the folder can't be read
    static List<FolderFile> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(FolderFile::isYaml)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .map(FolderFile::new)
                    .toList();
        }
    }

    String name() {
        return path.getFileName().toString();
    }

    /// Without the suffix: what the task is called unless it says otherwise.
    String stem() {
        return name().substring(0, name().lastIndexOf('.'));
    }

    /// Where the rows are: in the file that the YAML names, else beside it under the same name.
    Optional<Path> rows(Optional<String> named) {
        return mayHaveRows(named).filter(Files::isRegularFile).findFirst();
    }

    /// How the YAML and its rows look.
    ///
    /// @param named the file with the rows, where the YAML names one
    /// @throws IOException if a file goes in between
    List<Look> look(Optional<String> named) throws IOException {
        List<Look> looks = new ArrayList<>();
        looks.add(look(path));
        for (Path rows : mayHaveRows(named).filter(Files::isRegularFile).toList()) {
            looks.add(look(rows));
        }
        return looks;
    }

    private Stream<Path> mayHaveRows(Optional<String> named) {
        return named.map(Stream::of)
                .orElseGet(() -> Stream.of(stem() + ".jsonl", stem() + ".csv"))
                .map(path::resolveSibling);
    }

    private static Look look(Path file) throws IOException {
        return new Look(file.getFileName().toString(), Files.size(file), Files.getLastModifiedTime(file));
    }

    private static boolean isYaml(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }
}
