package io.scalewatch.inference.call;

/// Asked by a prompt's caller whether its work may go on: a worker that lets a partition go finishes the calls that are
/// under way, and leaves what only waits to the partition's next holder.
public interface CallGate {

    /// A call is about to begin.
    ///
    /// @throws InterruptedException if it must not
    void beforeCall() throws InterruptedException;

    /// The prompt is about to wait until it is called again.
    ///
    /// @throws InterruptedException if it must not
    void beforeWait() throws InterruptedException;
}
