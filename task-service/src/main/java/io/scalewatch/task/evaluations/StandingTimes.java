package io.scalewatch.task.evaluations;

import io.scalewatch.contracts.event.RunKind;
import io.scalewatch.task.database.Database;
import io.scalewatch.task.evaluations.EvaluationView.Last;
import io.scalewatch.task.evaluations.EvaluationView.Outcome;
import io.scalewatch.task.evaluations.EvaluationView.Time;
import io.scalewatch.task.runs.RunOrigins;
import io.scalewatch.task.standing.CronSchedule;
import io.scalewatch.task.standing.Trigger;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// When standing evaluations are due next: a row for each family and kind of run.
@ApplicationScoped
class StandingTimes {

    private final Database database;

    StandingTimes(Database database) {
        this.database = database;
    }

    /// @param kind `SCHEDULED` or `CANARY`
    record Key(String evaluation, RunKind kind, String family) {}

    /// A time that has come, its row locked by the caller's transaction.
    ///
    /// @param last the run that the time before has started
    record Due(Key key, CronSchedule schedule, Instant due, EvaluationRequest definition, Optional<UUID> last) {

        RunOrigins.DueTime time() {
            return new RunOrigins.DueTime(key.evaluation(), key.kind(), key.family(), due);
        }
    }

    /// Sets the times of one standing evaluation. Those that stay what they were go on.
    void put(Connection connection, String evaluation, EvaluationRequest request, Instant now) throws SQLException {
        put(connection, evaluation, RunKind.SCHEDULED, request.schedule(), request.families(), now);
        put(connection, evaluation, RunKind.CANARY, request.canary(), request.families(), now);
    }

    private static void put(
            Connection connection,
            String evaluation,
            RunKind kind,
            Optional<Trigger> trigger,
            List<String> families,
            Instant now)
            throws SQLException {
        List<String> wanted = trigger.isPresent() ? families : List.of();
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM task.standing_time" + " WHERE evaluation = ? AND kind = ? AND family <> ALL (?)")) {
            delete.setString(1, evaluation);
            delete.setString(2, kind.name());
            delete.setArray(3, connection.createArrayOf("text", wanted.toArray()));
            delete.executeUpdate();
        }
        if (trigger.isPresent()) {
            upsert(connection, evaluation, kind, trigger.get().times(), wanted, now);
        }
    }

    private static void upsert(
            Connection connection,
            String evaluation,
            RunKind kind,
            CronSchedule schedule,
            List<String> families,
            Instant now)
            throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                INSERT INTO task.standing_time AS t (evaluation, kind, family, cron, zone, next_due)
                SELECT ?, ?, f, ?, ?, ? FROM unnest(?::text[]) AS f ORDER BY f
                ON CONFLICT (evaluation, kind, family) DO UPDATE
                SET cron = excluded.cron, zone = excluded.zone, next_due = excluded.next_due
                WHERE (t.cron, t.zone) <> (excluded.cron, excluded.zone)
                """)) {
            upsert.setString(1, evaluation);
            upsert.setString(2, kind.name());
            upsert.setString(3, schedule.cron());
            upsert.setString(4, schedule.zone().getId());
            upsert.setObject(5, utc(next(schedule, now)));
            upsert.setArray(6, connection.createArrayOf("text", families.toArray()));
            upsert.executeUpdate();
        }
    }

    /// What has come by now, the longest ago first.
    List<Key> due(Instant now) {
        return database.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT evaluation, kind, family"
                    + " FROM task.standing_time WHERE next_due <= ? ORDER BY next_due, evaluation, kind, family")) {
                select.setObject(1, utc(now));
                List<Key> keys = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        keys.add(new Key(row.getString(1), RunKind.valueOf(row.getString(2)), row.getString(3)));
                    }
                }
                return keys;
            }
        });
    }

    /// Locks a time that has come until the caller's transaction ends; nothing where another instance is at it, or
    /// was.
    Optional<Due> lock(Key key, Instant now) {
        return database.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT t.cron, t.zone, t.next_due, e.definition, t.last_run
                    FROM task.standing_time t JOIN task.standing_evaluation e ON e.name = t.evaluation
                    WHERE t.evaluation = ? AND t.kind = ? AND t.family = ? AND t.next_due <= ?
                    FOR UPDATE OF t SKIP LOCKED
                    """)) {
                set(select, 1, key);
                select.setObject(4, utc(now));
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Due(
                                    key,
                                    new CronSchedule(row.getString(1), ZoneId.of(row.getString(2))),
                                    instant(row, 3).orElseThrow(),
                                    StandingEvaluations.read(row.getString(4)),
                                    Optional.ofNullable(row.getObject(5, UUID.class))))
                            : Optional.empty();
                }
            }
        });
    }

    /// Moves a time on to the first one after now: however many have passed, they were one. Takes part in the
    /// caller's transaction.
    ///
    /// @param reason why no run was started
    void passed(Due due, Outcome outcome, Optional<String> reason, Optional<UUID> run, Instant now) {
        database.call(connection -> {
            try (PreparedStatement update = connection.prepareStatement("UPDATE task.standing_time"
                    + " SET next_due = ?, last_due = ?, last_outcome = ?, last_reason = ?, last_run = ?"
                    + " WHERE evaluation = ? AND kind = ? AND family = ?")) {
                update.setObject(1, utc(next(due.schedule(), now)));
                update.setObject(2, utc(due.due()));
                update.setString(3, outcome.name());
                update.setString(4, reason.orElse(null));
                update.setObject(5, run.orElse(null));
                set(update, 6, due.key());
                return update.executeUpdate();
            }
        });
    }

    /// By standing evaluation, in the order of kinds and families.
    Map<String, List<Time>> all(Connection connection) throws SQLException {
        Map<String, List<Time>> times = new TreeMap<>();
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT evaluation, kind, family, next_due, last_due,"
                                + " last_outcome, last_reason, last_run FROM task.standing_time"
                                + " ORDER BY evaluation, kind DESC, family");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                times.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                        .add(new Time(
                                RunKind.valueOf(row.getString(2)),
                                row.getString(3),
                                instant(row, 4).orElseThrow(),
                                last(row)));
            }
        }
        return times;
    }

    private static Optional<Last> last(ResultSet row) throws SQLException {
        Optional<Instant> due = instant(row, 5);
        return due.isEmpty()
                ? Optional.empty()
                : Optional.of(new Last(
                        due.get(),
                        Outcome.valueOf(row.getString(6)),
                        Optional.ofNullable(row.getString(7)),
                        Optional.ofNullable(row.getObject(8, UUID.class))));
    }

    private static Instant next(CronSchedule schedule, Instant now) {
        return schedule.nextAfter(now).orElseThrow(() -> new IllegalStateException("no more times for " + schedule));
    }

    private static void set(PreparedStatement statement, int first, Key key) throws SQLException {
        statement.setString(first, key.evaluation());
        statement.setString(first + 1, key.kind().name());
        statement.setString(first + 2, key.family());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
