package io.scalewatch.analysis.history;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/// Parameters of statements.
final class Rows {

    private Rows() {}

    static void add(PreparedStatement statement, Object... values) throws SQLException {
        set(statement, values);
        statement.addBatch();
    }

    static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
