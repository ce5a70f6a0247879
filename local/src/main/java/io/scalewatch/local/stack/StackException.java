package io.scalewatch.local.stack;

/// The stack can't be started or asked; the message is for the person who started it.
public final class StackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
