package io.scalewatch.task.runs;

import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.RunKind;
import io.scalewatch.task.database.Database;
import io.scalewatch.task.fleet.DeployedModel;
import io.scalewatch.task.listing.Page;
import io.scalewatch.task.listing.PageRequest;
import io.scalewatch.task.publishing.StallDetector;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What REST shows of runs.
@ApplicationScoped
public class RunViews {

    private static final String ORDER = "ORDER BY r.created_at DESC, r.id, c.ordinal";

    private static final String SELECT = """
            SELECT r.id, r.state, r.created_at, r.ended_at, r.spec, r.planned,
                   c.ordinal, c.planned, c.position, p.scored, p.failed, p.lost, coalesce(a.failures_in_row, 0), r.cause,
                   p.cost_usd, p.prompt_tokens, p.completion_tokens,
                   r.budget_usd, r.budget_tokens, r.budget_requests, coalesce(o.kind, 'REQUESTED')
            FROM (SELECT * FROM task.run WHERE %s) r
            JOIN task.run_cursor c ON c.run_id = r.id
            JOIN task.run_progress p ON p.run_id = r.id AND p.ordinal = c.ordinal
            LEFT JOIN task.model_availability a ON a.model = c.model AND a.version = c.version
            LEFT JOIN task.run_origin o ON o.run_id = r.id
            ORDER BY r.created_at DESC, r.id, c.ordinal
            """;

    private final Database database;

    RunViews(Database database) {
        this.database = database;
    }

    Optional<RunView> find(UUID id) {
        return database.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement(SELECT.formatted("id = ?"))) {
                select.setObject(1, id);
                return read(select, history(connection, id), failures(connection, id)).stream()
                        .findFirst();
            }
        });
    }

    /// @throws IllegalStateException if there is no such run
    public Instant createdAt(UUID id) {
        return find(id).map(RunView::createdAt).orElseThrow(() -> new IllegalStateException("there is no run " + id));
    }

    /// A page of the runs that the filter lets through, without their histories.
    Page<RunView> list(RunFilter filter, PageRequest page) {
        RunQuery query = RunQuery.of(filter, page);
        List<RunView> found = database.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    SELECT.formatted(query.condition() + " ORDER BY " + query.order() + " LIMIT ?")
                            .replace(ORDER, "ORDER BY " + query.outerOrder() + ", c.ordinal"))) {
                int next = 1;
                for (Object parameter : query.parameters()) {
                    select.setObject(next++, parameter);
                }
                // One more, to know whether there is a next page.
                select.setInt(next, page.limit() + 1);
                return read(select, List.of(), List.of());
            }
        });
        if (found.size() <= page.limit()) {
            return new Page<>(found, Optional.empty());
        }
        List<RunView> items = found.subList(0, page.limit());
        RunView last = items.getLast();
        return new Page<>(
                items, Optional.of(page.cursorAfter(query.value(last), last.id().toString())));
    }

    private static List<RunView.Change> history(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT state, cause, at FROM task.run_change WHERE run_id = ? ORDER BY number")) {
            select.setObject(1, id);
            List<RunView.Change> history = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    history.add(new RunView.Change(
                            RunState.Name.valueOf(row.getString(1)),
                            Optional.ofNullable(row.getString(2)).map(RunState.Cause::valueOf),
                            RunStore.instant(row, 3).orElseThrow()));
                }
            }
            return history;
        }
    }

    private static List<RunView.Failures> failures(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT f.kind, c.model, c.version, f.failed FROM task.run_failure f
                JOIN task.run_cursor c ON c.run_id = f.run_id AND c.ordinal = f.ordinal
                WHERE f.run_id = ? ORDER BY f.failed DESC, f.kind, f.ordinal
                """)) {
            select.setObject(1, id);
            List<RunView.Failures> failures = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    failures.add(new RunView.Failures(
                            FailureKind.valueOf(row.getString(1)), row.getString(2), row.getString(3), row.getLong(4)));
                }
            }
            return failures;
        }
    }

    private static List<RunView> read(
            PreparedStatement select, List<RunView.Change> history, List<RunView.Failures> failures)
            throws SQLException {
        Map<UUID, Rows> runs = new LinkedHashMap<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                UUID id = row.getObject(1, UUID.class);
                Rows run = runs.get(id);
                if (run == null) {
                    run = new Rows(id, row);
                    runs.put(id, run);
                }
                run.add(row);
            }
        }
        return runs.values().stream().map(run -> run.view(history, failures)).toList();
    }

    /// The rows of one run, one a model.
    private static final class Rows {

        private final UUID id;
        private final RunState state;
        private final RunKind kind;
        private final Instant createdAt;
        private final RunSpec spec;
        private final long planned;
        private final RunBudget budget;
        private double usd;
        private long promptTokens;
        private long completionTokens;
        private final List<RunView.Model> models = new ArrayList<>();

        Rows(UUID id, ResultSet row) throws SQLException {
            this.id = id;
            this.state = RunStore.state(row, 2, 4, 14);
            this.kind = RunKind.valueOf(row.getString(21));
            this.createdAt = RunStore.instant(row, 3).orElseThrow();
            this.spec = RunStore.spec(row.getString(5));
            this.planned = row.getLong(6);
            this.budget = RunStore.budget(row, 18);
        }

        void add(ResultSet row) throws SQLException {
            usd += row.getDouble(15);
            promptTokens += row.getLong(16);
            completionTokens += row.getLong(17);
            DeployedModel model = spec.models().get(row.getInt(7));
            models.add(new RunView.Model(
                    model.model().family(),
                    model.model().model(),
                    model.model().version(),
                    row.getLong(8),
                    row.getLong(9),
                    row.getLong(10),
                    row.getLong(11),
                    // A label that came after all has taken one of the failures back.
                    Math.min(row.getLong(12), row.getLong(11)),
                    row.getLong(13) >= StallDetector.FAILURES_IN_ROW));
        }

        RunView view(List<RunView.Change> history, List<RunView.Failures> failures) {
            return new RunView(
                    id,
                    state.name(),
                    state.because(),
                    kind,
                    createdAt,
                    state.endedAt(),
                    spec.priority(),
                    spec.tasks().stream().map(RunSpec.TaskRef::name).toList(),
                    spec.variants(),
                    spec.trials(),
                    spec.seed(),
                    planned,
                    models.stream().mapToLong(RunView.Model::published).sum(),
                    models.stream().mapToLong(RunView.Model::scored).sum(),
                    models.stream().mapToLong(RunView.Model::failed).sum(),
                    models.stream().mapToLong(RunView.Model::lost).sum(),
                    new RunView.Spending(usd, promptTokens, completionTokens),
                    budget,
                    models,
                    spec.judge(),
                    failures,
                    history);
        }
    }
}
