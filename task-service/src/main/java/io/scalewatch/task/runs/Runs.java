package io.scalewatch.task.runs;

import java.util.List;
import java.util.UUID;

/// Where runs begin, and where they end without their users.
public interface Runs {

    /// Validates the request whole, stores the run and starts it. Takes part in the caller's transaction,
    /// which may go on where the run is refused.
    ///
    /// @throws io.scalewatch.task.problem.InvalidRequestException names every field that is wrong, and the
    /// remedy
    UUID create(RunRequest request);

    /// The open runs that ask this version of a model, the oldest first.
    List<UUID> openRunsOf(String model, String version);

    /// Whether a run has yet to come to its end.
    boolean isOpen(UUID id);

    /// Ends a run because a version that it asks was replaced. Takes part in the caller's transaction; a run
    /// that has ended already stays what it is.
    ///
    /// @return whether it was open
    /// @throws io.scalewatch.task.problem.UnknownNameException if there is no such run
    boolean supersede(UUID id);
}
