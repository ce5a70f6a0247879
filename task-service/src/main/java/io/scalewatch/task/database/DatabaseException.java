package io.scalewatch.task.database;

import java.sql.SQLException;

/// The database refused, or is away. Whoever works in the background tries again.
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseException(SQLException cause) {
        super(cause);
    }
}
