package io.scalewatch.analysis.database;

import java.sql.Connection;
import java.sql.SQLException;

/// Work within one transaction.
@FunctionalInterface
public interface SqlWork<T> {

    T on(Connection connection) throws SQLException;
}
