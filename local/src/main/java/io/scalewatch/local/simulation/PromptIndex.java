package io.scalewatch.local.simulation;

import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskDefinition;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.catalogue.Variant;
import io.scalewatch.task.imports.ImportOptions;
import io.scalewatch.task.imports.ImportResult;
import io.scalewatch.task.imports.SampleList;
import io.scalewatch.task.imports.TaskFile;
import io.scalewatch.task.imports.TaskFormat;
import io.scalewatch.task.imports.TaskProfile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The prompts that can be recognised: those of the tasks that some family was taught, under every variant.
/// The few-shot ones are many times the others, long, and seldom asked, so that they are gone through, a
/// number of shots after the other, when a prompt is none of those that are known so far. Used from one
/// thread.
final class PromptIndex {

    private final List<TaskVersion> tasks;
    private final Map<Long, KnownPrompt> prompts = new HashMap<>();
    private final Deque<Variant> unread = new ArrayDeque<>();

    private PromptIndex(List<TaskVersion> tasks) {
        this.tasks = List.copyOf(tasks);
        for (Variant variant : Variant.ALL) {
            if (variant instanceof Variant.FewShot few && few.shots() > 1) {
                unread.add(few);
            } else {
                add(variant);
            }
        }
    }

    /// @param imports what there is beside the built-in tasks
    /// @param taught the names of the tasks to recognise
    /// @throws InvalidSpecException if an imported file has bad rows
    /// @throws IOException if one can't be read
    static PromptIndex of(List<ImportedTask> imports, Set<String> taught) throws IOException {
        List<TaskVersion> tasks = BuiltInTasks.definitions().stream()
                .map(TaskDefinition::name)
                .filter(taught::contains)
                .flatMap(name -> BuiltInTasks.current(name).stream())
                .collect(Collectors.toCollection(ArrayList::new));
        for (int i = 0; i < imports.size(); i++) {
            TaskVersion imported = read(imports.get(i), "imports[" + i + "].file");
            if (taught.contains(imported.name())) {
                tasks.add(imported);
            }
        }
        return new PromptIndex(tasks);
    }

    private void add(Variant variant) {
        for (TaskVersion task : tasks) {
            for (int i = 0; i < task.samples().size(); i++) {
                Sample sample = task.samples().get(i);
                prompts.put(
                        PromptHash.of(variant.messages(task, sample)),
                        new KnownPrompt(task.name(), variant, i, sample));
            }
        }
    }

    private static TaskVersion read(ImportedTask imported, String path) throws IOException {
        if (!Files.isReadable(imported.file())) {
            throw new InvalidSpecException(path, imported.file() + " can't be read", "name a file that is there");
        }
        try (InputStream in = Files.newInputStream(imported.file())) {
            SampleList samples = new SampleList();
            ImportOptions options = ImportOptions.of(imported.task(), TaskFormat.INVERSE_SCALING_PRIZE);
            return switch (TaskFile.read(options, in, samples)) {
                case ImportResult.Parsed(TaskProfile profile) -> samples.version(profile);
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
        KnownPrompt known = prompts.get(hash);
        while (known == null && !unread.isEmpty()) {
            add(unread.removeFirst());
            known = prompts.get(hash);
        }
        return Optional.ofNullable(known);
    }
}
