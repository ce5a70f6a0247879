package io.scalewatch.inference.call;

import java.time.Duration;

/// How long a prompt may take.
///
/// @param deadline from its receipt to its last call's end, all waits included
/// @param callTimeout of one call
public record CallLimits(Duration deadline, Duration callTimeout) {}
