package io.scalewatch.local.simulation;

import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.catalogue.Variant;
import io.scalewatch.task.imports.ImportResult;
import io.scalewatch.task.imports.InverseScalingPrize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All prompts that can be recognised: the built-in and imported tasks under every variant.
final class PromptIndex {

    private final List<TaskVersion> tasks;
    private final Map<Long, KnownPrompt> prompts = new HashMap<>();

    private PromptIndex(List<TaskVersion> tasks) {
        this.tasks = List.copyOf(tasks);
        for (TaskVersion task : tasks) {
            for (Variant variant : Variant.values()) {
                for (int i = 0; i < task.samples().size(); i++) {
                    Sample sample = task.samples().get(i);
                    prompts.put(
                            PromptHash.of(variant.messages(sample)), new KnownPrompt(task.name(), variant, i, sample));
                }
            }
        }
    }

    /// @throws InvalidSpecException if an imported file has bad rows
    /// @throws IOException if one can't be read
    static PromptIndex of(List<ImportedTask> imports) throws IOException {
        List<TaskVersion> tasks = new ArrayList<>(BuiltInTasks.all());
        for (int i = 0; i < imports.size(); i++) {
            tasks.add(read(imports.get(i), "imports[" + i + "].file"));
        }
        return new PromptIndex(tasks);
    }

    private static TaskVersion read(ImportedTask imported, String path) throws IOException {
        if (!Files.isReadable(imported.file())) {
            throw new InvalidSpecException(path, imported.file() + " can't be read", "name a file that is there");
        }
        try (InputStream in = Files.newInputStream(imported.file())) {
            return switch (InverseScalingPrize.read(imported.task(), in)) {
                case ImportResult.Parsed(TaskVersion task) -> task;
                case ImportResult.Rejected(List<ImportResult.RowError> errors, int total) ->
                    throw new InvalidSpecException(
                            path,
                            "has " + total + " bad rows, the first in line "
                                    + errors.getFirst().line() + ": "
                                    + errors.getFirst().reason(),
                            "correct the file");
            };
        }
    }

    List<TaskVersion> tasks() {
        return tasks;
    }

    Optional<KnownPrompt> find(long hash) {
        return Optional.ofNullable(prompts.get(hash));
    }
}
