package io.scalewatch.task.tasks;

/// What an import brought.
///
/// @param version content hash of the samples
/// @param samples how many
/// @param created false where this version of the task was there already
public record ImportView(String task, String version, int samples, boolean created) {}
