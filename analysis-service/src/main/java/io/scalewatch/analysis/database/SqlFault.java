package io.scalewatch.analysis.database;

import java.sql.SQLException;
import java.util.Optional;

/// What of the data a database refuses for good, however often it is asked; by the class of the SQL state.
public enum SqlFault {
    /// A value that no column takes: class 22.
    VALUE,
    /// What contradicts other rows: class 23.
    CONFLICT;

    /// @return nothing where the data are not at fault
    public static Optional<SqlFault> of(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return state.startsWith("22")
                ? Optional.of(VALUE)
                : state.startsWith("23") ? Optional.of(CONFLICT) : Optional.empty();
    }
}
