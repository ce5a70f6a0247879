package io.scalewatch.local.simulation;

import java.nio.file.Path;

/// A file of samples that the simulated models know, in the format of the Inverse Scaling Prize.
///
/// @param task the name that the spec's families use for it
public record ImportedTask(String task, Path file) {}
