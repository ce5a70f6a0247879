package io.scalewatch.inference.call;

/// Asked by a prompt's caller whether its work may go on: a worker that lets a partition go finishes the calls that are
/// under way, and leaves what only waits to the partition's next holder. Also keeps the place of the call that was
/// answered.
public interface CallGate {

    /// A call is about to begin.
    ///
    /// @throws InterruptedException if it must not
    void beforeCall() throws InterruptedException;

    /// The prompt is about to wait until it is called again.
    ///
    /// @throws InterruptedException if it must not
    void beforeWait() throws InterruptedException;

    /// The call was answered. Its place is still held, to be [given back][ModelEndpoint#vacate()] when the answer is
    /// durable: what a worker that dies has paid for in vain is then never more than its places.
    void answered(ModelEndpoint endpoint);
}
