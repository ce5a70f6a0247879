package io.scalewatch.analysis.outgoing;

/// An address may not be called.
public final class RefusedDestinationException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedDestinationException(String reason) {
        super(reason);
    }
}
