package io.scalewatch.local.simulation;

/// A description of simulated models that can't be used. The message has the path of the field, what is wrong
/// with it, and the remedy.
public final class InvalidSpecException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidSpecException(String path, String reason, String remedy) {
        super(path + ": " + reason + " (" + remedy + ")");
    }
}
