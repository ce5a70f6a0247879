package io.scalewatch.task.runs;

import io.scalewatch.task.judging.JudgeQuestion;
import java.util.UUID;

/// Of a run that judges: whose answers, and what it asks about them.
///
/// @param run whose answers are judged
/// @param allowSelf whether the judge judges answers of its own model, too
public record JudgeSpec(UUID run, JudgeQuestion asks, boolean allowSelf) {}
