package io.scalewatch.task.runs;

import java.util.UUID;

/// A run was created, or its state has changed. Observed after the transaction that did it.
public record RunChanged(UUID id) {}
