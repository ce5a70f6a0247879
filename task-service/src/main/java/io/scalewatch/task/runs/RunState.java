package io.scalewatch.task.runs;

import java.time.Instant;
import java.util.Optional;

/// Where a run is in its life. The methods of a state are the transitions that it allows; whatever else is
/// asked is a conflict.
///
/// ```
/// PLANNED ──▶ RUNNING ◀──▶ STALLED
///    │          ▲ │          │
///    └──▶ PAUSED ◀┴──────────┘         an open one ──▶ CANCELLED, SUPERSEDED
///                                      one that has begun, or is paused ──▶ COMPLETED, FAILED
///                                      COMPLETED, FAILED ──▶ RUNNING, where something is asked again
/// ```
public sealed interface RunState {

    /// It may still change.
    sealed interface Open extends RunState {

        /// A user has had enough of it.
        default Cancelled cancel(Instant at) {
            return new Cancelled(at);
        }

        /// A version that it asks was replaced: the rest of it can't be asked any more.
        default Superseded supersede(Instant at) {
            return new Superseded(at);
        }
    }

    /// Its prompts may be out, so that the last of them may come in.
    sealed interface Begun extends Open {

        default Completed complete(Instant at) {
            return new Completed(at);
        }

        default Failed fail(Instant at, Cause cause) {
            return new Failed(at, cause);
        }
    }

    /// Nothing more will be published.
    sealed interface Ended extends RunState {

        Instant at();
    }

    /// Nothing of it is published yet: runs of a higher priority, or earlier ones, go first.
    record Planned() implements Open {

        public Running start() {
            return new Running();
        }

        public Paused pause(Cause cause) {
            return new Paused(cause);
        }
    }

    /// Its prompts are published.
    record Running() implements Begun {

        public Paused pause(Cause cause) {
            return new Paused(cause);
        }

        public Stalled stall() {
            return new Stalled();
        }
    }

    /// No model that has prompts left can be reached: they are only probed.
    record Stalled() implements Begun {

        public Running recover() {
            return new Running();
        }

        public Paused pause(Cause cause) {
            return new Paused(cause);
        }
    }

    /// Nothing more is published; what is out is still scored, and may be the last of it.
    record Paused(Cause cause) implements Begun {

        public Running resume() {
            return new Running();
        }
    }

    /// Every prompt is scored or has failed.
    record Completed(Instant at) implements Ended {

        public Running retry() {
            return new Running();
        }
    }

    /// It came to its end without a result.
    record Failed(Instant at, Cause cause) implements Ended {

        public Running retry() {
            return new Running();
        }
    }

    /// By request; late scores still count as trials.
    record Cancelled(Instant at) implements Ended {}

    /// A version that it asks was replaced; late scores still count as trials.
    record Superseded(Instant at) implements Ended {}

    /// Why a run is in a state that it can be in for more than one reason.
    enum Cause {
        /// A user asked for it.
        REQUEST,
        /// Not one of its prompts was answered.
        NOTHING_ANSWERED,
        /// There is no room in its budget for one more prompt.
        BUDGET_USD,
        BUDGET_TOKENS,
        BUDGET_REQUESTS
    }

    /// What the state is called in the table and over REST.
    enum Name {
        PLANNED,
        RUNNING,
        PAUSED,
        STALLED,
        COMPLETED,
        CANCELLED,
        SUPERSEDED,
        FAILED
    }

    /// @param endedAt when the run ended, present for the states that are an end
    /// @param cause present for the states that have one
    static RunState of(Name name, Optional<Instant> endedAt, Optional<Cause> cause) {
        return switch (name) {
            case PLANNED -> new Planned();
            case RUNNING -> new Running();
            // Before causes were kept, users alone paused runs.
            case PAUSED -> new Paused(cause.orElse(Cause.REQUEST));
            case STALLED -> new Stalled();
            case COMPLETED -> new Completed(endedAt.orElseThrow());
            case CANCELLED -> new Cancelled(endedAt.orElseThrow());
            case SUPERSEDED -> new Superseded(endedAt.orElseThrow());
            case FAILED -> new Failed(endedAt.orElseThrow(), cause.orElseThrow());
        };
    }

    default Name name() {
        return switch (this) {
            case Planned() -> Name.PLANNED;
            case Running() -> Name.RUNNING;
            case Paused(Cause cause) -> Name.PAUSED;
            case Stalled() -> Name.STALLED;
            case Completed(Instant at) -> Name.COMPLETED;
            case Cancelled(Instant at) -> Name.CANCELLED;
            case Superseded(Instant at) -> Name.SUPERSEDED;
            case Failed(Instant at, Cause cause) -> Name.FAILED;
        };
    }

    /// When the run ended, if it has.
    default Optional<Instant> endedAt() {
        return switch (this) {
            case Open open -> Optional.empty();
            case Ended ended -> Optional.of(ended.at());
        };
    }

    /// Why it is in this state, where that is not said by the state itself.
    default Optional<Cause> because() {
        return switch (this) {
            case Paused(Cause cause) -> Optional.of(cause);
            case Failed(Instant at, Cause cause) -> Optional.of(cause);
            case Planned p -> Optional.empty();
            case Running r -> Optional.empty();
            case Stalled s -> Optional.empty();
            case Completed c -> Optional.empty();
            case Cancelled c -> Optional.empty();
            case Superseded s -> Optional.empty();
        };
    }

    /// What a user may ask of a run.
    enum Command {
        PAUSE,
        RESUME,
        CANCEL,
        /// Ask once more what has failed.
        RETRY_FAILED
    }

    /// @throws RunConflictException if the state does not allow it
    default RunState after(Command command, Instant now) {
        return switch (command) {
            case PAUSE ->
                switch (this) {
                    case Planned planned -> planned.pause(Cause.REQUEST);
                    case Running running -> running.pause(Cause.REQUEST);
                    case Stalled stalled -> stalled.pause(Cause.REQUEST);
                    case Paused paused -> throw new RunConflictException(command, paused);
                    case Ended ended -> throw new RunConflictException(command, ended);
                };
            case RESUME ->
                switch (this) {
                    case Paused paused -> paused.resume();
                    case Planned planned -> throw new RunConflictException(command, planned);
                    case Running running -> throw new RunConflictException(command, running);
                    case Stalled stalled -> throw new RunConflictException(command, stalled);
                    case Ended ended -> throw new RunConflictException(command, ended);
                };
            case CANCEL ->
                switch (this) {
                    case Open open -> open.cancel(now);
                    case Ended ended -> throw new RunConflictException(command, ended);
                };
            case RETRY_FAILED ->
                switch (this) {
                    case Open open -> open;
                    case Completed completed -> completed.retry();
                    case Failed failed -> failed.retry();
                    case Cancelled cancelled -> throw new RunConflictException(command, cancelled);
                    case Superseded superseded -> throw new RunConflictException(command, superseded);
                };
        };
    }
}
