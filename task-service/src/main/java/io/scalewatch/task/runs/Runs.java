package io.scalewatch.task.runs;

import java.util.UUID;

/// Where runs begin.
public interface Runs {

    /// Validates the request whole, stores the run and starts it. Takes part in the caller's transaction.
    ///
    /// @throws io.scalewatch.task.problem.InvalidRequestException names every field that is wrong, and the remedy
    UUID create(RunRequest request);
}
