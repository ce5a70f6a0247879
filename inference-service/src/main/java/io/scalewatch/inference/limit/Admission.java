package io.scalewatch.inference.limit;

import io.scalewatch.inference.provider.CallResult.Failed;

/// Whether a call may begin.
public sealed interface Admission {

    Admission GRANTED = new Granted();
    Admission TIMED_OUT = new TimedOut();
    Admission MOVED = new Moved();

    /// It holds a place, to be given back.
    record Granted() implements Admission {}

    /// No place became free in time.
    record TimedOut() implements Admission {}

    /// What is declared of the endpoint has changed: it is to be looked up again.
    record Moved() implements Admission {}

    /// The endpoint is down.
    ///
    /// @param why what its calls failed with, and how long it is left alone at least
    /// @param trying whether a call is under way that decides whether it is still down
    record Refused(Failed why, boolean trying) implements Admission {}
}
