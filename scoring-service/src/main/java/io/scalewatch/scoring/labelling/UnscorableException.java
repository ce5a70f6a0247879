package io.scalewatch.scoring.labelling;

/// An answer specification that can't be used. The message names the reason and no content.
public final class UnscorableException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnscorableException(String message) {
        super(message);
    }
}
