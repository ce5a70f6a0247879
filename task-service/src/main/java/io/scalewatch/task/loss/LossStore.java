package io.scalewatch.task.loss;

import io.scalewatch.task.database.Database;
import io.scalewatch.task.progress.ProgressSegment;
import io.scalewatch.task.publishing.ModelOfRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What the search for lost prompts reads and writes.
@ApplicationScoped
public class LossStore {

    private final Database database;

    LossStore(Database database) {
        this.database = database;
    }

    /// The cursors of some models, and when they were looked at by the database's clock: whatever they had
    /// published by then lies below any end of `prompts` that is noted later.
    record Note(OffsetDateTime at, List<Cursor> cursors) {}

    /// @param models how many models the run has
    record Cursor(UUID run, int ordinal, int models, long position) {}

    /// What a search found.
    ///
    /// @param again how many prompts are asked again
    /// @param givenUp the prompts that were lost once too often, with their last attempt
    record Found(int again, Map<Long, Integer> givenUp) {}

    Note note(List<ModelOfRun> models) {
        return database.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT clock_timestamp(), c.run_id, c.ordinal, c.position,
                           (SELECT count(*) FROM task.run_cursor m WHERE m.run_id = c.run_id)
                    FROM task.run_cursor c JOIN unnest(?::uuid[], ?::int[]) AS q (run_id, ordinal)
                        ON c.run_id = q.run_id AND c.ordinal = q.ordinal
                    """)) {
                select.setArray(
                        1,
                        connection.createArrayOf(
                                "uuid", models.stream().map(ModelOfRun::run).toArray()));
                select.setArray(
                        2,
                        connection.createArrayOf(
                                "int", models.stream().map(ModelOfRun::ordinal).toArray()));
                List<Cursor> cursors = new ArrayList<>();
                OffsetDateTime at = OffsetDateTime.MAX;
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        OffsetDateTime now = row.getObject(1, OffsetDateTime.class);
                        at = now.isBefore(at) ? now : at;
                        cursors.add(
                                new Cursor(row.getObject(2, UUID.class), row.getInt(3), row.getInt(5), row.getLong(4)));
                    }
                }
                return new Note(at, cursors);
            }
        });
    }

    /// The prompts of one model that were published before the note and have no bit are asked again, each a
    /// limited number of times. The segments are locked first, as the counting of scores does it.
    ///
    /// @param attempts how often a prompt may be asked again
    Found askAgain(Cursor cursor, OffsetDateTime noted, int attempts) {
        return database.transaction(connection -> {
            List<Long> open = open(connection, cursor);
            Map<Long, Integer> current = new HashMap<>();
            Map<Long, Integer> again = new HashMap<>();
            Map<Long, Integer> givenUp = new HashMap<>();
            Map<Long, Optional<OffsetDateTime>> published = attempts(connection, cursor.run(), open, current);
            for (long index : open) {
                // One that is still to be published, or was published later, may well be on its way.
                boolean before = !published.containsKey(index)
                        || published.get(index).filter(noted::isAfter).isPresent();
                int attempt = current.getOrDefault(index, 0);
                if (before && attempt < attempts) {
                    again.put(index, attempt + 1);
                } else if (before) {
                    givenUp.put(index, attempt);
                }
            }
            raise(connection, cursor, again);
            return new Found(again.size(), givenUp);
        });
    }

    private static List<Long> open(Connection connection, Cursor cursor) throws SQLException {
        List<Long> open = new ArrayList<>();
        if (cursor.position() == 0) {
            return open;
        }
        long last = (cursor.position() - 1) * cursor.models() + cursor.ordinal();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT segment, open, scored, failed FROM task.run_segment"
                        + " WHERE run_id = ? AND segment <= ? AND open > 0 ORDER BY segment FOR UPDATE")) {
            select.setObject(1, cursor.run());
            select.setInt(2, ProgressSegment.number(last));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ProgressSegment segment = ProgressSegment.of(row.getBytes(3), row.getBytes(4), row.getInt(2));
                    long start = (long) row.getInt(1) * ProgressSegment.SIZE;
                    long end = Math.min(last + 1, start + ProgressSegment.SIZE);
                    long first = start + Math.floorMod(cursor.ordinal() - start, cursor.models());
                    for (long index = first; index < end; index += cursor.models()) {
                        if (segment.isOpen(index)) {
                            open.add(index);
                        }
                    }
                }
            }
        }
        return open;
    }

    private static Map<Long, Optional<OffsetDateTime>> attempts(
            Connection connection, UUID run, List<Long> indices, Map<Long, Integer> current) throws SQLException {
        Map<Long, Optional<OffsetDateTime>> published = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT index, attempt, published_at"
                + " FROM task.prompt_attempt WHERE run_id = ? AND index = ANY (?) ORDER BY index FOR UPDATE")) {
            select.setObject(1, run);
            select.setArray(2, connection.createArrayOf("bigint", indices.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    current.put(row.getLong(1), row.getInt(2));
                    published.put(row.getLong(1), Optional.ofNullable(row.getObject(3, OffsetDateTime.class)));
                }
            }
        }
        return published;
    }

    private static void raise(Connection connection, Cursor cursor, Map<Long, Integer> again) throws SQLException {
        Map<Integer, Integer> bySegment = new HashMap<>();
        try (PreparedStatement upsert = connection.prepareStatement("""
                        INSERT INTO task.prompt_attempt (run_id, index, ordinal, attempt) VALUES (?, ?, ?, ?)
                        ON CONFLICT (run_id, index) DO UPDATE SET attempt = excluded.attempt, published_at = NULL
                        """);
                PreparedStatement mark = connection.prepareStatement(
                        "UPDATE task.run_segment SET raised = raised + ? WHERE run_id = ? AND segment = ?")) {
            for (Map.Entry<Long, Integer> prompt : again.entrySet()) {
                upsert.setObject(1, cursor.run());
                upsert.setLong(2, prompt.getKey());
                upsert.setInt(3, cursor.ordinal());
                upsert.setInt(4, prompt.getValue());
                upsert.addBatch();
                bySegment.merge(ProgressSegment.number(prompt.getKey()), 1, Integer::sum);
            }
            upsert.executeBatch();
            for (Map.Entry<Integer, Integer> segment : bySegment.entrySet()) {
                mark.setInt(1, segment.getValue());
                mark.setObject(2, cursor.run());
                mark.setInt(3, segment.getKey());
                mark.addBatch();
            }
            mark.executeBatch();
        }
    }

    /// The version of the scoring that a run's newest labels came from; if it has none, any run's.
    Optional<String> scoringVersion(UUID run) {
        return database.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT scoring_version FROM task.run_progress WHERE scoring_version IS NOT NULL"
                            + " ORDER BY run_id = ? DESC LIMIT 1")) {
                select.setObject(1, run);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                }
            }
        });
    }
}
