package io.scalewatch.task.folder;

import io.scalewatch.task.problem.InvalidRequestException.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What became of a YAML of the catalogue folder.
///
/// @param file its name
/// @param task the name of the task, where the YAML could be read
/// @param state whether what is in the folder now is the task's current version
/// @param version the current version, where the file was loaded
/// @param samples how many samples it has
/// @param warnings what its author should know
/// @param problems why it could not be loaded, at most 100
/// @param errors how many problems there are in all
/// @param readAt when it was read
public record FolderTask(
        String file,
        Optional<String> task,
        State state,
        Optional<String> version,
        int samples,
        List<String> warnings,
        List<Violation> problems,
        int errors,
        Instant readAt) {

    public enum State {
        LOADED,
        /// The task, if it was there before, is what it was.
        REFUSED
    }

    public FolderTask {
        warnings = List.copyOf(warnings);
        problems = List.copyOf(problems);
    }
}
