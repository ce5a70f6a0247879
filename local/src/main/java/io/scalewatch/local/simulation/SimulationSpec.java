package io.scalewatch.local.simulation;

import io.scalewatch.contracts.event.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The description of all simulated models.
///
/// @param seed of which answers come to which samples, and in which words
/// @param latencyMs how long every answer takes
/// @param filler the fewest bytes that an answer has; longer ones begin with idle words
/// @param bookkeeping whether repeated calls are counted, which costs memory per prompt
/// @param imports files with tasks that are not built in
public record SimulationSpec(
        long seed,
        int latencyMs,
        int filler,
        boolean bookkeeping,
        List<ImportedTask> imports,
        List<SimulatedFamily> families) {

    /// The description that the demo uses, a resource.
    public static final String DEMO = "io/scalewatch/local/demo.yaml";

    public SimulationSpec {
        imports = List.copyOf(imports);
        families = List.copyOf(families);
    }

    /// Reads a file. Files that it names are relative to its folder.
    ///
    /// @throws InvalidSpecException names the field that is wrong, and the remedy
    /// @throws IOException if the file can't be read
    public static SimulationSpec load(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return SpecReader.read(in, file.toAbsolutePath().getParent());
        }
    }

    /// Reads a resource of the class path. Files that it names are relative to the working directory.
    ///
    /// @throws InvalidSpecException names the field that is wrong, and the remedy
    /// @throws IOException if there is no such resource
    public static SimulationSpec resource(String name) throws IOException {
        try (InputStream in = SimulationSpec.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("resource " + name + " is missing");
            }
            return SpecReader.read(in, Path.of("").toAbsolutePath());
        }
    }

    /// The shapes that a family's accuracy on a task may come out with under `baseline`; none where nothing is
    /// claimed.
    public List<Shape> expected(String family, String task) {
        return expected(family, task, "baseline");
    }

    /// The same under a variant.
    public List<Shape> expected(String family, String task, String variant) {
        return behaviour(family, task)
                .map(behaviour -> behaviour.under(variant).expected())
                .orElse(List.of());
    }

    private Optional<TaskBehaviour> behaviour(String family, String task) {
        return families.stream()
                .filter(candidate -> candidate.name().equals(family))
                .findFirst()
                .map(found -> found.tasks().get(task));
    }
}
