package io.scalewatch.task.tasks;

import java.util.List;

/// What an import brought.
///
/// @param version content hash of the samples
/// @param samples how many
/// @param heldOut how many more are held out for examples
/// @param created false where this version of the task was there already
/// @param warnings what a user should know before the task is used
public record ImportView(
        String task, String version, int samples, int heldOut, boolean created, List<String> warnings) {}
