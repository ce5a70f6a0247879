package io.scalewatch.task.evaluations;

import io.scalewatch.contracts.event.RunKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A standing evaluation with when it is due.
///
/// @param definition as the user gave it
/// @param times by kind and family
public record EvaluationView(String name, EvaluationRequest definition, List<Time> times) {

    public EvaluationView {
        times = List.copyOf(times);
    }

    /// @param kind `SCHEDULED` or `CANARY`
    /// @param last what became of the time before, if there was one
    public record Time(RunKind kind, String family, Instant nextDue, Optional<Last> last) {}

    /// @param due the time that had come; where several had passed unseen, the first of them
    /// @param reason why no run was started
    /// @param run that was started, or is still open
    public record Last(Instant due, Outcome outcome, Optional<String> reason, Optional<UUID> run) {}

    /// What becomes of a time that has come.
    public enum Outcome {
        STARTED,
        /// There was nothing to ask, or the run before is still open.
        SKIPPED,
        /// The run is not valid any more: a task is gone, or a family has no models.
        REFUSED
    }
}
