package io.scalewatch.task.runs;

import java.time.Instant;
import java.util.Optional;

/// Where a run is in its life. The methods of a state are the transitions that it allows; whatever else is
/// asked is a conflict.
public sealed interface RunState {

    /// Its prompts are published.
    record Running() implements RunState {

        public Paused pause() {
            return new Paused();
        }

        public Cancelled cancel(Instant at) {
            return new Cancelled(at);
        }

        public Completed complete(Instant at) {
            return new Completed(at);
        }
    }

    /// Nothing more is published; what is out is still scored, and may be the last of it.
    record Paused() implements RunState {

        public Running resume() {
            return new Running();
        }

        public Cancelled cancel(Instant at) {
            return new Cancelled(at);
        }

        public Completed complete(Instant at) {
            return new Completed(at);
        }
    }

    /// Every prompt is scored or has failed.
    record Completed(Instant at) implements RunState {}

    /// Nothing more will be published; late scores still count as trials.
    record Cancelled(Instant at) implements RunState {}

    /// What the state is called in the table and over REST.
    enum Name {
        RUNNING,
        PAUSED,
        COMPLETED,
        CANCELLED
    }

    /// @param endedAt when the run ended, present for the states that are an end
    static RunState of(Name name, Optional<Instant> endedAt) {
        return switch (name) {
            case RUNNING -> new Running();
            case PAUSED -> new Paused();
            case COMPLETED -> new Completed(endedAt.orElseThrow());
            case CANCELLED -> new Cancelled(endedAt.orElseThrow());
        };
    }

    default Name name() {
        return switch (this) {
            case Running() -> Name.RUNNING;
            case Paused() -> Name.PAUSED;
            case Completed(Instant at) -> Name.COMPLETED;
            case Cancelled(Instant at) -> Name.CANCELLED;
        };
    }

    /// When the run ended, if it has.
    default Optional<Instant> endedAt() {
        return switch (this) {
            case Running() -> Optional.empty();
            case Paused() -> Optional.empty();
            case Completed(Instant at) -> Optional.of(at);
            case Cancelled(Instant at) -> Optional.of(at);
        };
    }

    /// What a user may ask of a run.
    enum Command {
        PAUSE,
        RESUME,
        CANCEL
    }

    /// @throws RunConflictException if the state does not allow it
    default RunState after(Command command, Instant now) {
        return switch (command) {
            case PAUSE ->
                switch (this) {
                    case Running running -> running.pause();
                    case Paused p -> throw new RunConflictException(command, p);
                    case Completed c -> throw new RunConflictException(command, c);
                    case Cancelled c -> throw new RunConflictException(command, c);
                };
            case RESUME ->
                switch (this) {
                    case Paused paused -> paused.resume();
                    case Running r -> throw new RunConflictException(command, r);
                    case Completed c -> throw new RunConflictException(command, c);
                    case Cancelled c -> throw new RunConflictException(command, c);
                };
            case CANCEL ->
                switch (this) {
                    case Running running -> running.cancel(now);
                    case Paused paused -> paused.cancel(now);
                    case Completed c -> throw new RunConflictException(command, c);
                    case Cancelled c -> throw new RunConflictException(command, c);
                };
        };
    }
}
