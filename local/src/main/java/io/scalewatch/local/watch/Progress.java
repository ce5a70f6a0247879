package io.scalewatch.local.watch;

/// How far a set of runs is, in prompts.
///
/// @param answered records on `completions`: one that was called twice counts twice
/// @param scored labelled or failed, as the task-service knows
/// @param counted in the newest fits
public record Progress(long planned, long published, long answered, long scored, long counted) {}
