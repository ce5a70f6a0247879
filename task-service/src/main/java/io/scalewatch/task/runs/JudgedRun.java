package io.scalewatch.task.runs;

import io.scalewatch.contracts.event.RunKind;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.plan.PromptPlan;
import java.util.List;
import java.util.stream.IntStream;

/// A run whose answers somebody wants judged.
///
/// @param tasks the task versions that the spec names, in its order
/// @param scored its plan indices that have a label; read once
/// @param meanTokens of its answers, as far as the endpoints have counted them, else the most that one may have
record JudgedRun(
        RunSpec spec,
        RunState state,
        RunKind kind,
        List<TaskVersion> tasks,
        PromptPlan plan,
        IntStream scored,
        double meanTokens) {}
