package io.scalewatch.inference.call;

import io.scalewatch.contracts.event.Prices;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.inference.limit.Admission;
import io.scalewatch.inference.provider.CallResult;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// An endpoint that can be called: its address, its key and its connections.
public interface ModelEndpoint {

    /// Where it is, without what its calls add to the path.
    URI address();

    /// What it speaks, as `gen_ai.provider.name` has it.
    String provider();

    /// What its tokens cost, where that is known.
    Optional<Prices> prices();

    /// Waits for a place among the endpoint's calls at one time.
    Admission acquire(Duration atMost) throws InterruptedException;

    /// Says what came of a call whose place is held on to.
    void ended(CallResult result);

    /// Gives the place of a call back that has [ended][#ended(CallResult)].
    void vacate();

    /// Gives the place back without anything known of the call.
    void release();

    /// One call. Every way to fail is a result; nothing is thrown but the interrupt, which cancels the call.
    ///
    /// @param timeout for everything: connection, requests and responses
    CallResult call(PromptIssued prompt, Duration timeout) throws InterruptedException;
}
