package io.scalewatch.analysis.history;

/// The database does not answer at present.
public final class HistoryUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HistoryUnavailableException(Throwable cause) {
        super("the history is not available", cause);
    }
}
