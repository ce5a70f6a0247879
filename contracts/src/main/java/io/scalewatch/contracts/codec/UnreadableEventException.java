package io.scalewatch.contracts.codec;

/// A record that is not the event that its topic promises. The message names the reason, and never the content.
public final class UnreadableEventException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnreadableEventException(String message) {
        super(message);
    }
}
