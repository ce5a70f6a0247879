package io.scalewatch.task.runs;

import io.scalewatch.task.database.Database;
import io.scalewatch.task.fleet.VersionRegistry;
import io.scalewatch.task.progress.ProgressSegment;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Asks failed prompts again: clears their bits and raises their attempt, so that a failure of an older attempt
/// says nothing any more.
@ApplicationScoped
public class FailedPrompts {

    private final Database database;

    FailedPrompts(Database database) {
        this.database = database;
    }

    /// A model of the run whose version is served no more: another one answers in its place.
    Optional<String> replaced(UUID run) {
        return database.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT c.model FROM task.run_cursor c
                    JOIN task.model_version v ON v.model = c.model AND v.version = c.version
                    WHERE c.run_id = ? AND EXISTS (SELECT FROM task.model_version n WHERE %s)
                    ORDER BY c.ordinal LIMIT 1
                    """.formatted(VersionRegistry.REPLACES))) {
                select.setObject(1, run);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                }
            }
        });
    }

    /// Takes part in the caller's transaction. All segments with failures are locked first, in their order and
    /// before any counter, as the counting of scores does it: neither waits for what the other holds. No more
    /// than one of them is in memory at once.
    ///
    /// @return how many prompts are asked again
    long askAgain(UUID run) {
        return database.call(connection -> {
            int models = models(connection, run);
            long again = 0;
            for (int number : lockWithFailures(connection, run)) {
                again += askAgain(connection, run, number, models);
            }
            forgetKinds(connection, run);
            return again;
        });
    }

    private static int models(Connection connection, UUID run) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT count(*) FROM task.run_cursor WHERE run_id = ?")) {
            select.setObject(1, run);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static List<Integer> lockWithFailures(Connection connection, UUID run) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT segment FROM task.run_segment WHERE run_id = ? AND failed <> ? ORDER BY segment FOR UPDATE")) {
            select.setObject(1, run);
            select.setBytes(2, ProgressSegment.empty(0).failedBytes());
            List<Integer> numbers = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    numbers.add(row.getInt(1));
                }
            }
            return numbers;
        }
    }

    private static long askAgain(Connection connection, UUID run, int number, int models) throws SQLException {
        ProgressSegment segment = read(connection, run, number);
        Object[] indices = segment.reopen()
                .mapToObj(bit -> (long) number * ProgressSegment.SIZE + bit)
                .toArray();
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE task.run_segment SET open = ?, failed = ?, raised = raised + ? WHERE run_id = ? AND segment = ?")) {
            update.setInt(1, segment.open());
            update.setBytes(2, segment.failedBytes());
            update.setInt(3, indices.length);
            update.setObject(4, run);
            update.setInt(5, number);
            update.executeUpdate();
        }
        try (PreparedStatement raise = connection.prepareStatement("""
                INSERT INTO task.prompt_attempt AS a (run_id, index, ordinal, attempt)
                SELECT ?, i, i % ?, 1 FROM unnest(?::bigint[]) AS i
                ON CONFLICT (run_id, index) DO UPDATE SET attempt = a.attempt + 1, published_at = NULL
                """)) {
            raise.setObject(1, run);
            raise.setInt(2, models);
            raise.setArray(3, connection.createArrayOf("bigint", indices));
            raise.executeUpdate();
        }
        // All that failed are asked again, so the lost ones among them are too.
        try (PreparedStatement count = connection.prepareStatement("""
                UPDATE task.run_progress p SET failed = p.failed - f.failed, lost = 0
                FROM (SELECT i % ? AS ordinal, count(*) AS failed FROM unnest(?::bigint[]) AS i GROUP BY 1) f
                WHERE p.run_id = ? AND p.ordinal = f.ordinal
                """)) {
            count.setInt(1, models);
            count.setArray(2, connection.createArrayOf("bigint", indices));
            count.setObject(3, run);
            count.executeUpdate();
        }
        return indices.length;
    }

    /// After the counters, as the counting of scores writes them.
    private static void forgetKinds(Connection connection, UUID run) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM task.run_failure WHERE run_id = ?")) {
            delete.setObject(1, run);
            delete.executeUpdate();
        }
    }

    private static ProgressSegment read(Connection connection, UUID run, int number) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT open, scored, failed FROM task.run_segment WHERE run_id = ? AND segment = ?")) {
            select.setObject(1, run);
            select.setInt(2, number);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return ProgressSegment.of(row.getBytes(2), row.getBytes(3), row.getInt(1));
            }
        }
    }
}
