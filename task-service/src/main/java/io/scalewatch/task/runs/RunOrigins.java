package io.scalewatch.task.runs;

import io.scalewatch.contracts.event.RunKind;
import io.scalewatch.task.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Why runs were started. Everything takes part in the caller's transaction.
@ApplicationScoped
public class RunOrigins {

    private final Database database;

    RunOrigins(Database database) {
        this.database = database;
    }

    /// A time of a standing evaluation that had come.
    ///
    /// @param evaluation name of the standing evaluation
    /// @param kind `SCHEDULED` or `CANARY`
    public record DueTime(String evaluation, RunKind kind, String family, Instant due) {}

    /// @param evaluation name of the standing evaluation; absent: the family's own
    public void deployment(UUID run, Optional<String> evaluation, String family) {
        insert(run, RunKind.DEPLOYMENT, evaluation, family, Optional.empty());
    }

    public void time(UUID run, DueTime time) {
        insert(run, time.kind(), Optional.of(time.evaluation()), time.family(), Optional.of(time.due()));
    }

    /// @param family of the model that judges
    void judge(UUID run, String family) {
        insert(run, RunKind.JUDGE, Optional.empty(), family, Optional.empty());
    }

    private void insert(UUID run, RunKind kind, Optional<String> evaluation, String family, Optional<Instant> due) {
        database.call(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO task.run_origin (run_id, kind, evaluation, family, due) VALUES (?, ?, ?, ?, ?)")) {
                insert.setObject(1, run);
                insert.setString(2, kind.name());
                insert.setString(3, evaluation.orElse(null));
                insert.setString(4, family);
                insert.setObject(5, due.map(RunStore::utc).orElse(null));
                return insert.executeUpdate();
            }
        });
    }

    /// The run that a time has started already: the clock may have been put back, or the evaluation set anew.
    public Optional<UUID> startedAt(DueTime time) {
        return database.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT run_id FROM task.run_origin"
                    + " WHERE evaluation = ? AND kind = ? AND family = ? AND due = ?")) {
                select.setString(1, time.evaluation());
                select.setString(2, time.kind().name());
                select.setString(3, time.family());
                select.setObject(4, RunStore.utc(time.due()));
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
                }
            }
        });
    }

    /// Why a run was started.
    public RunKind kind(UUID run) {
        return database.call(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT kind FROM task.run_origin WHERE run_id = ?")) {
                select.setObject(1, run);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? RunKind.valueOf(row.getString(1)) : RunKind.REQUESTED;
                }
            }
        });
    }
}
