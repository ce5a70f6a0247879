package io.scalewatch.analysis.database;

/// The database does not answer at present.
public final class DatabaseUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseUnavailableException(Throwable cause) {
        super("the database is not available", cause);
    }
}
