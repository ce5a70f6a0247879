package io.scalewatch.local.simulation;

import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.Variant;

/// A prompt that a simulated model recognises.
///
/// @param position of the sample in its task
record KnownPrompt(String task, Variant variant, int position, Sample sample) {}
