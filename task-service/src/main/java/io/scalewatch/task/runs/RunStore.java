package io.scalewatch.task.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.task.database.Database;
import io.scalewatch.task.fleet.DeployedModel;
import io.scalewatch.task.plan.RunPlan;
import io.scalewatch.task.progress.ProgressSegment;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The rows of runs.
@ApplicationScoped
public class RunStore {

    private final Database database;

    RunStore(Database database) {
        this.database = database;
    }

    /// Everything that a new run is. Takes part in the caller's transaction.
    void insert(UUID id, RunSpec spec, RunPlan plan, Instant now) {
        database.call(connection -> {
            insertRun(connection, id, spec, plan, now);
            insertModels(connection, id, spec, plan);
            insertSegments(connection, id, plan);
            return null;
        });
    }

    private static void insertRun(Connection connection, UUID id, RunSpec spec, RunPlan plan, Instant now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO task.run (id, state, priority, spec, planned, created_at) VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setObject(1, id);
            insert.setString(2, RunState.Name.RUNNING.name());
            insert.setInt(3, spec.priority());
            insert.setString(4, json(spec));
            insert.setLong(5, plan.planned());
            insert.setObject(6, utc(now));
            insert.executeUpdate();
        }
    }

    private static void insertModels(Connection connection, UUID id, RunSpec spec, RunPlan plan) throws SQLException {
        try (PreparedStatement cursor = connection.prepareStatement("INSERT INTO task.run_cursor"
                        + " (run_id, ordinal, model, version, endpoint, planned) VALUES (?, ?, ?, ?, ?, ?)");
                PreparedStatement progress =
                        connection.prepareStatement("INSERT INTO task.run_progress (run_id, ordinal) VALUES (?, ?)")) {
            for (int ordinal = 0; ordinal < spec.models().size(); ordinal++) {
                DeployedModel model = spec.models().get(ordinal);
                cursor.setObject(1, id);
                cursor.setInt(2, ordinal);
                cursor.setString(3, model.model().model());
                cursor.setString(4, model.model().version());
                cursor.setString(5, model.endpoint());
                cursor.setLong(6, plan.positions());
                cursor.addBatch();
                progress.setObject(1, id);
                progress.setInt(2, ordinal);
                progress.addBatch();
            }
            cursor.executeBatch();
            progress.executeBatch();
        }
    }

    /// One statement however large the run: the rows differ by their number alone, the last one by its size.
    private static void insertSegments(Connection connection, UUID id, RunPlan plan) throws SQLException {
        long last = (plan.planned() - 1) / ProgressSegment.SIZE;
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO task.run_segment (run_id, segment, open, scored, failed)"
                        + " SELECT ?, s, CASE WHEN s = ? THEN ? ELSE ? END, ?, ? FROM generate_series(0, ?) AS s")) {
            byte[] empty = ProgressSegment.empty(0).scoredBytes();
            insert.setObject(1, id);
            insert.setInt(2, (int) last);
            insert.setInt(3, (int) (plan.planned() - last * ProgressSegment.SIZE));
            insert.setInt(4, ProgressSegment.SIZE);
            insert.setBytes(5, empty);
            insert.setBytes(6, empty);
            insert.setInt(7, (int) last);
            insert.executeUpdate();
        }
    }

    /// The state, locked until the caller's transaction ends.
    Optional<RunState> lock(UUID id) {
        return database.call(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT state, ended_at FROM task.run WHERE id = ? FOR UPDATE")) {
                select.setObject(1, id);
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(RunState.of(RunState.Name.valueOf(row.getString(1)), instant(row, 2)))
                            : Optional.empty();
                }
            }
        });
    }

    void update(UUID id, RunState state) {
        database.call(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE task.run SET state = ?, ended_at = ? WHERE id = ?")) {
                update.setString(1, state.name().name());
                update.setObject(2, state.endedAt().map(RunStore::utc).orElse(null));
                update.setObject(3, id);
                return update.executeUpdate();
            }
        });
    }

    /// The spec that a run was created with.
    public Optional<RunSpec> spec(UUID id) {
        return database.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT spec FROM task.run WHERE id = ?")) {
                select.setObject(1, id);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(spec(row.getString(1))) : Optional.empty();
                }
            }
        });
    }

    /// The open runs whose every prompt is scored or has failed.
    List<UUID> finished() {
        return database.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT r.id FROM task.run r JOIN task.run_progress p ON p.run_id = r.id"
                                    + " WHERE r.state IN ('RUNNING', 'PAUSED')"
                                    + " GROUP BY r.id HAVING sum(p.scored + p.failed) >= r.planned");
                    ResultSet rows = select.executeQuery()) {
                List<UUID> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
                return ids;
            }
        });
    }

    static RunSpec spec(String json) {
        try {
            return Json.mapper().readValue(json, RunSpec.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(RunSpec spec) {
        try {
            return Json.mapper().writeValueAsString(spec);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
