package io.scalewatch.local;

/// A command can't do what it was asked to; the message is for the person who asked.
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommandException(String message) {
        super(message);
    }
}
