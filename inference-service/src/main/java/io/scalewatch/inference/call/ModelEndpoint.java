package io.scalewatch.inference.call;

import io.scalewatch.contracts.event.Prices;
import io.scalewatch.inference.chat.CallResult;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// An endpoint that can be called: its address, its key and its connections.
public interface ModelEndpoint {

    /// Where it is, without what its calls add to the path.
    URI address();

    /// What its tokens cost, where that is known.
    Optional<Prices> prices();

    /// Waits for a place among the endpoint's calls at one time. Here is where a limiter that learns from the
    /// endpoint's answers belongs.
    ///
    /// @return whether there was one within the time
    boolean acquire(Duration atMost) throws InterruptedException;

    /// Gives the place back.
    void release();

    /// One call. Every way to fail is a result; nothing is thrown but the interrupt, which cancels the call.
    ///
    /// @param body of the request
    /// @param timeout for everything: connection, request and response
    CallResult call(byte[] body, Duration timeout) throws InterruptedException;
}
