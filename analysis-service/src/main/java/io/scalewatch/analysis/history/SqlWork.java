package io.scalewatch.analysis.history;

import java.sql.Connection;
import java.sql.SQLException;

/// Work within one transaction.
@FunctionalInterface
interface SqlWork<T> {

    T on(Connection connection) throws SQLException;
}
