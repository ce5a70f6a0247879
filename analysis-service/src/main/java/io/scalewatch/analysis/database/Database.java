package io.scalewatch.analysis.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Transactions on the service's database.
@ApplicationScoped
public class Database {

    private final DataSource source;

    public Database(DataSource source) {
        this.source = source;
    }

    /// Commits the work, or rolls it back and throws what it threw.
    public <T> T transact(SqlWork<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    /// As [#transact(SqlWork)], for those who can't wait.
    ///
    /// @throws RefusedDataException if it would not do it with these data at any time
    /// @throws DatabaseUnavailableException if it does not do it at present
    public <T> T ask(SqlWork<T> work) {
        try {
            return transact(work);
        } catch (SQLException e) {
            throw SqlFault.of(e)
                    .<RuntimeException>map(fault -> new RefusedDataException(fault, e))
                    .orElseGet(() -> new DatabaseUnavailableException(e));
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
