package io.scalewatch.local.label;

/// A line that can't be labelled. The message gives the reason and the remedy.
final class LineException extends Exception {

    private static final long serialVersionUID = 1L;

    LineException(String reason, String remedy) {
        super(reason + "; " + remedy);
    }
}
