package io.scalewatch.task.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.task.database.Database;
import io.scalewatch.task.fleet.DeployedModel;
import io.scalewatch.task.plan.PromptPlan;
import io.scalewatch.task.progress.ProgressSegment;
import io.scalewatch.task.publishing.StallDetector;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The rows of runs.
@ApplicationScoped
public class RunStore {

    /// The states of open runs, as the index `run_open` has them.
    public static final String OPEN = "('PLANNED', 'RUNNING', 'PAUSED', 'STALLED')";

    private static final String FINISHED = """
            SELECT r.id FROM task.run r JOIN task.run_progress p ON p.run_id = r.id
            WHERE %s GROUP BY r.id HAVING sum(p.scored + p.failed) >= r.planned
            """;

    private final Database database;

    RunStore(Database database) {
        this.database = database;
    }

    /// Everything that a new run is. Takes part in the caller's transaction.
    void insert(UUID id, RunValidation.Valid run, Instant now) {
        RunSpec spec = run.spec();
        PromptPlan plan = run.plan();
        database.call(connection -> {
            insertRun(connection, id, run, now);
            insertModels(connection, id, spec, plan);
            insertSegments(connection, id, plan);
            insertChange(connection, id, new RunState.Planned(), now);
            return null;
        });
    }

    private static void insertRun(Connection connection, UUID id, RunValidation.Valid run, Instant now)
            throws SQLException {
        RunSpec spec = run.spec();
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO task.run (id, state, priority, spec,"
                + " planned, created_at, most_prompt_tokens, most_completion_tokens,"
                + " budget_usd, budget_tokens, budget_requests) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setObject(1, id);
            insert.setString(2, RunState.Name.PLANNED.name());
            insert.setInt(3, spec.priority());
            insert.setString(4, json(spec));
            insert.setLong(5, run.plan().planned());
            insert.setObject(6, utc(now));
            insert.setInt(7, run.mostPromptTokens());
            insert.setInt(8, spec.generation().maxTokens());
            setBudget(insert, 9, run.budget());
            insert.executeUpdate();
        }
    }

    private static void insertModels(Connection connection, UUID id, RunSpec spec, PromptPlan plan)
            throws SQLException {
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
    private static void insertSegments(Connection connection, UUID id, PromptPlan plan) throws SQLException {
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

    private static void insertChange(Connection connection, UUID id, RunState state, Instant at) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO task.run_change"
                        + " (run_id, number, state, cause, at) SELECT ?, count(*), ?, ?, ? FROM task.run_change WHERE run_id = ?")) {
            insert.setObject(1, id);
            insert.setString(2, state.name().name());
            insert.setString(3, state.because().map(Enum::name).orElse(null));
            insert.setObject(4, utc(at));
            insert.setObject(5, id);
            insert.executeUpdate();
        }
    }

    private static void setBudget(PreparedStatement statement, int first, RunBudget budget) throws SQLException {
        statement.setObject(first, budget.usd().orElse(null), Types.DOUBLE);
        statement.setObject(first + 1, budget.tokens().orElse(null), Types.BIGINT);
        statement.setObject(first + 2, budget.requests().orElse(null), Types.BIGINT);
    }

    /// The columns of a budget: money, tokens, requests.
    public static RunBudget budget(ResultSet row, int first) throws SQLException {
        return new RunBudget(
                Optional.ofNullable(row.getObject(first, Double.class)),
                Optional.ofNullable(row.getObject(first + 1, Long.class)),
                Optional.ofNullable(row.getObject(first + 2, Long.class)));
    }

    void updateBudget(UUID id, RunBudget budget) {
        database.call(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE task.run SET budget_usd = ?, budget_tokens = ?, budget_requests = ? WHERE id = ?")) {
                setBudget(update, 1, budget);
                update.setObject(4, id);
                return update.executeUpdate();
            }
        });
    }

    /// The state, locked until the caller's transaction ends.
    Optional<RunState> lock(UUID id) {
        // No key changes: whoever only refers to the run does not wait.
        return state(id, " FOR NO KEY UPDATE");
    }

    Optional<RunState> state(UUID id) {
        return state(id, "");
    }

    private Optional<RunState> state(UUID id, String locking) {
        return database.call(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT state, ended_at, cause FROM task.run WHERE id = ?" + locking)) {
                select.setObject(1, id);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(state(row, 1, 2, 3)) : Optional.empty();
                }
            }
        });
    }

    /// The columns of a state.
    static RunState state(ResultSet row, int name, int endedAt, int cause) throws SQLException {
        return RunState.of(
                RunState.Name.valueOf(row.getString(name)),
                instant(row, endedAt),
                Optional.ofNullable(row.getString(cause)).map(RunState.Cause::valueOf));
    }

    /// The run's row is locked by the caller's transaction: that orders the history.
    void update(UUID id, RunState state, Instant now) {
        database.call(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE task.run SET state = ?, ended_at = ?, cause = ? WHERE id = ?")) {
                update.setString(1, state.name().name());
                update.setObject(2, state.endedAt().map(RunStore::utc).orElse(null));
                update.setString(3, state.because().map(Enum::name).orElse(null));
                update.setObject(4, id);
                update.executeUpdate();
            }
            insertChange(connection, id, state, now);
            return null;
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

    /// Those of the runs that are planned.
    List<UUID> planned(Collection<UUID> ids) {
        return database.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT id FROM task.run WHERE id = ANY (?) AND state = 'PLANNED' ORDER BY id")) {
                select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
                return ids(select);
            }
        });
    }

    List<UUID> openRunsOf(String model, String version) {
        return database.call(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT r.id FROM task.run r JOIN task.run_cursor c ON c.run_id = r.id"
                            + " WHERE r.state IN " + OPEN + " AND c.model = ? AND c.version = ?"
                            + " ORDER BY r.created_at, r.id")) {
                select.setString(1, model);
                select.setString(2, version);
                return ids(select);
            }
        });
    }

    private static List<UUID> ids(PreparedStatement select) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                ids.add(row.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    /// The open runs whose every prompt is scored or has failed.
    List<UUID> finished() {
        return database.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement(FINISHED.formatted("r.state IN " + OPEN))) {
                return ids(select);
            }
        });
    }

    /// Whether every prompt of the run is scored or has failed.
    boolean isFinished(UUID id) {
        return database.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement(FINISHED.formatted("r.id = ?"))) {
                select.setObject(1, id);
                return !ids(select).isEmpty();
            }
        });
    }

    /// The runs that nobody answers any more (true), and the stalled ones that somebody answers again (false):
    /// a run is stalled if every model that has prompts left is.
    Map<UUID, Boolean> stallsToNote() {
        String stalled = "bool_and(coalesce(a.failures_in_row, 0) >= " + StallDetector.FAILURES_IN_ROW + ")";
        return database.call(connection -> flags(
                connection,
                "SELECT r.id, " + stalled + " FROM task.run r"
                        + " JOIN task.run_cursor c ON c.run_id = r.id"
                        + " JOIN task.run_progress p ON p.run_id = r.id AND p.ordinal = c.ordinal"
                        + " LEFT JOIN task.model_availability a ON a.model = c.model AND a.version = c.version"
                        + " WHERE r.state IN " + OPEN
                        + " AND r.state IN ('RUNNING', 'STALLED') AND p.scored + p.failed < c.planned"
                        + " GROUP BY r.id HAVING (r.state = 'STALLED') <> " + stalled));
    }

    /// The models of a run, by ordinal, that have at least so many labels.
    List<Integer> answered(UUID id, long labels) {
        return database.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT ordinal FROM task.run_progress WHERE run_id = ? AND scored >= ? ORDER BY ordinal")) {
                select.setObject(1, id);
                select.setLong(2, labels);
                List<Integer> ordinals = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        ordinals.add(row.getInt(1));
                    }
                }
                return ordinals;
            }
        });
    }

    private static Map<UUID, Boolean> flags(Connection connection, String query) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query);
                ResultSet row = select.executeQuery()) {
            Map<UUID, Boolean> flags = new LinkedHashMap<>();
            while (row.next()) {
                flags.put(row.getObject(1, UUID.class), row.getBoolean(2));
            }
            return flags;
        }
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

    /// As PostgreSQL wants a time.
    public static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /// A time that may be null.
    public static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
