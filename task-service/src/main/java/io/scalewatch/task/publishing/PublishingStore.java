package io.scalewatch.task.publishing;

import io.scalewatch.contracts.event.EndpointDeclared.Protocol;
import io.scalewatch.contracts.event.RateLimits;
import io.scalewatch.task.database.Database;
import io.scalewatch.task.runs.RunStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What the publisher reads and writes: one query a round, one update a batch, and no row per prompt.
@ApplicationScoped
public class PublishingStore {

    /// What is due is counted run by run: those that have ended may have left very much of it.
    static final String MODELS_OF_RUNS = """
            SELECT r.id, c.ordinal, c.endpoint, c.model, c.version, r.state <> 'PAUSED' AND r.ended_at IS NULL,
                   c.planned, c.position, p.scored + p.failed, d.due, p.answered, p.latency_millis,
                   coalesce(a.failures_in_row, 0),
                   num_nonnulls(r.budget_usd, r.budget_tokens, r.budget_requests) > 0,
                   e.requests_per_minute, e.tokens_per_minute,
                   CASE WHEN p.counted > 0 THEN (p.prompt_tokens + p.completion_tokens) / p.counted::float8
                        ELSE r.most_prompt_tokens + r.most_completion_tokens END,
                   coalesce(e.protocol, 'OPENAI_CHAT')
            FROM task.run r
            JOIN task.run_cursor c ON c.run_id = r.id
            JOIN task.run_progress p ON p.run_id = r.id AND p.ordinal = c.ordinal
            LEFT JOIN task.model_availability a ON a.model = c.model AND a.version = c.version
            LEFT JOIN task.endpoint e ON e.name = c.endpoint
            CROSS JOIN LATERAL (
                SELECT count(*) AS due FROM task.prompt_attempt t
                WHERE t.run_id = r.id AND t.ordinal = c.ordinal AND t.published_at IS NULL) d
            WHERE (r.state IN %s
                   OR (r.state IN ('CANCELLED', 'SUPERSEDED') AND r.ended_at > now() - ? * interval '1 ms'))
              AND c.endpoint = ANY (?)
            ORDER BY r.priority DESC, r.created_at, r.id, c.ordinal
            """.formatted(RunStore.OPEN);

    private final Database database;

    PublishingStore(Database database) {
        this.database = database;
    }

    /// A cursor's way: everything from `since` to below `upTo` is acknowledged by the broker.
    record Advance(UUID run, int ordinal, String endpoint, long since, long upTo) {}

    /// A prompt that is to be asked again.
    record Again(UUID run, int ordinal, long index, int attempt) {}

    /// Every model of every open run on these endpoints, and of the runs that were ended early lately: the
    /// runs of the highest priority first, then the oldest.
    ///
    /// @param cancelledMillis how long ago "lately" is
    public List<ModelOfRun> modelsOfRuns(Collection<String> endpoints, long cancelledMillis) {
        return database.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement(MODELS_OF_RUNS)) {
                select.setLong(1, cancelledMillis);
                select.setArray(2, connection.createArrayOf("text", endpoints.toArray()));
                return read(select);
            }
        });
    }

    private static List<ModelOfRun> read(PreparedStatement select) throws SQLException {
        List<ModelOfRun> rows = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                rows.add(new ModelOfRun(
                        row.getObject(1, UUID.class),
                        row.getInt(2),
                        new ModelOnEndpoint(row.getString(3), row.getString(4), row.getString(5)),
                        row.getBoolean(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10),
                        row.getLong(11),
                        row.getLong(12),
                        row.getLong(13),
                        row.getBoolean(14),
                        Protocol.valueOf(row.getString(18)),
                        new RateLimits(
                                Optional.ofNullable(row.getObject(15, Integer.class)),
                                Optional.ofNullable(row.getObject(16, Long.class))),
                        row.getDouble(17)));
            }
        }
        return rows;
    }

    /// The next prompts of one model of a run that are to be asked again; first those that the budget is held
    /// back for.
    List<Again> due(UUID run, int ordinal, long limit) {
        return database.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT index, attempt FROM task.prompt_attempt WHERE run_id = ? AND ordinal = ?"
                            + " AND published_at IS NULL ORDER BY reserved DESC, index LIMIT ?")) {
                select.setObject(1, run);
                select.setInt(2, ordinal);
                select.setLong(3, limit);
                List<Again> due = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        due.add(new Again(run, ordinal, row.getLong(1), row.getInt(2)));
                    }
                }
                return due;
            }
        });
    }

    /// Notes what the broker has acknowledged, as far as this instance still holds the endpoints and nobody
    /// moved a cursor.
    ///
    /// @param epochs of the leases, by endpoint
    /// @return whether all of it was noted
    boolean advance(List<Advance> advances, List<Again> again, String owner, Map<String, Long> epochs) {
        if (again.isEmpty()) {
            return database.call(connection -> moveCursors(connection, advances, owner, epochs)) == advances.size();
        }
        return database.transaction(connection -> {
            markPublished(connection, again);
            return moveCursors(connection, advances, owner, epochs) == advances.size();
        });
    }

    private static int moveCursors(
            Connection connection, List<Advance> advances, String owner, Map<String, Long> epochs) throws SQLException {
        if (advances.isEmpty()) {
            return 0;
        }
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE task.run_cursor c SET position = b.up_to
                FROM unnest(?::uuid[], ?::int[], ?::bigint[], ?::bigint[], ?::bigint[])
                         AS b (run_id, ordinal, since, up_to, epoch), task.endpoint_lease l
                WHERE c.run_id = b.run_id AND c.ordinal = b.ordinal AND c.position = b.since
                  AND l.endpoint = c.endpoint AND l.owner = ? AND l.epoch = b.epoch
                """)) {
            update.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", advances.stream().map(Advance::run).toArray()));
            update.setArray(
                    2,
                    connection.createArrayOf(
                            "int", advances.stream().map(Advance::ordinal).toArray()));
            update.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint", advances.stream().map(Advance::since).toArray()));
            update.setArray(
                    4,
                    connection.createArrayOf(
                            "bigint", advances.stream().map(Advance::upTo).toArray()));
            update.setArray(
                    5,
                    connection.createArrayOf(
                            "bigint",
                            advances.stream().map(a -> epochs.get(a.endpoint())).toArray()));
            update.setString(6, owner);
            return update.executeUpdate();
        }
    }

    private static void markPublished(Connection connection, List<Again> again) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE task.prompt_attempt SET published_at = clock_timestamp(), reserved = false"
                        + " WHERE run_id = ? AND index = ? AND attempt = ?")) {
            for (Again prompt : again) {
                update.setObject(1, prompt.run());
                update.setLong(2, prompt.index());
                update.setInt(3, prompt.attempt());
                update.addBatch();
            }
            update.executeBatch();
        }
    }
}
