package io.scalewatch.task.imports;

/// What has to be known of a file before it is read.
///
/// @param task name that the task is to have
/// @param manifest what the task's author says of it; [TaskManifest#NONE] where nothing
public record ImportOptions(String task, TaskFormat format, FileSyntax syntax, TaskManifest manifest) {

    /// JSON Lines of which nothing else is said.
    public static ImportOptions of(String task, TaskFormat format) {
        return new ImportOptions(task, format, FileSyntax.JSONL, TaskManifest.NONE);
    }
}
