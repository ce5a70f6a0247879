package io.scalewatch.task.plan;

import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;

/// What stands at one position of a plan: the same for every model of the run.
///
/// @param variant name of the prompting strategy
/// @param trial which repeat, from 0
public record PlannedPrompt(TaskVersion task, Sample sample, String variant, int trial) {}
