package io.scalewatch.task.database;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Plain SQL where rows are locked, compared and written by the batch, which entities would only hide.
@ApplicationScoped
public class Database {

    private final DataSource dataSource;

    Database(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// Work with a connection.
    @FunctionalInterface
    public interface Work<T> {

        T with(Connection connection) throws SQLException;
    }

    /// In the caller's transaction if there is one, else statement by statement.
    ///
    /// @throws DatabaseException if the database refuses or is away
    public <T> T call(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /// In a transaction of its own, which is rolled back if the work throws.
    ///
    /// @throws RuntimeException if the database refuses or is away, whether in the work or at the commit
    public <T> T transaction(Work<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> call(work));
    }
}
