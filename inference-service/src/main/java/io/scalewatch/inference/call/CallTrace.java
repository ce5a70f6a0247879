package io.scalewatch.inference.call;

import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.inference.provider.CallResult;
import java.net.URI;

/// Follows the calls that are made for one prompt.
public interface CallTrace {

    /// Follows nothing.
    CallTrace NONE = (prompt, address, provider, number) -> result -> {};

    /// A call begins.
    ///
    /// @param address of the endpoint
    /// @param provider what it speaks, as [ModelEndpoint#provider()] names it
    /// @param number which call for this prompt it is, from 1
    Call begin(PromptIssued prompt, URI address, String provider, int number);

    /// One call; closed without a result if it was broken off.
    interface Call extends AutoCloseable {

        void cameTo(CallResult result);

        @Override
        default void close() {}
    }
}
