package io.scalewatch.task.tasks;

import java.time.Instant;

/// One version of a task, in the list of them.
///
/// @param samples how many are evaluated
/// @param current whether new runs ask it
public record StoredVersion(String version, int samples, Instant storedAt, boolean current) {}
