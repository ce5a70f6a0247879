package io.scalewatch.task.rescoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.OffsetRange;
import io.scalewatch.contracts.event.RescoringProgressed;
import io.scalewatch.contracts.event.RescoringRequested;
import io.scalewatch.task.database.Database;
import io.scalewatch.task.outbox.Outbox;
import io.scalewatch.task.runs.RunStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// The rows of re-scorings.
@ApplicationScoped
public class RescoringStore {

    private static final String SELECT = """
            SELECT r.id, r.run_id, r.rules, r.tasks, r.planned, r.requested_at, r.ended_at,
                   coalesce(sum(p.scored), 0), coalesce(sum(p.failed), 0), coalesce(bool_or(p.reported), false)
            FROM task.rescoring r LEFT JOIN task.rescoring_partition p ON p.rescoring_id = r.id
            WHERE r.%s = ? GROUP BY r.id ORDER BY r.requested_at, r.id
            """;

    /// What was reported before changes nothing, in whichever order it comes.
    private static final String REPORT = """
            UPDATE task.rescoring_partition SET next_offset = ?, scored = ?, failed = ?, reported = true
            WHERE rescoring_id = ? AND partition = ? AND (NOT reported OR next_offset < ?)
            """;

    private final Database database;
    private final Outbox outbox;

    RescoringStore(Database database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    /// What a re-scoring has to know of its run.
    ///
    /// @param endedAt absent while it may still change
    /// @param scoredWith the scoring versions of its models' newest labels
    record PastRun(Instant createdAt, String state, Optional<Instant> endedAt, Set<String> scoredWith) {}

    Optional<PastRun> run(UUID id) {
        return database.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT r.created_at, r.state, r.ended_at, p.scoring_version
                    FROM task.run r LEFT JOIN task.run_progress p ON p.run_id = r.id WHERE r.id = ?
                    """)) {
                select.setObject(1, id);
                try (ResultSet row = select.executeQuery()) {
                    Optional<PastRun> run = Optional.empty();
                    Set<String> versions = new HashSet<>();
                    while (row.next()) {
                        Optional.ofNullable(row.getString(4)).ifPresent(versions::add);
                        run = Optional.of(new PastRun(
                                RunStore.instant(row, 1).orElseThrow(),
                                row.getString(2),
                                RunStore.instant(row, 3),
                                versions));
                    }
                    return run;
                }
            }
        });
    }

    Optional<RescoringView> find(UUID id) {
        return select("id", id).stream().findFirst();
    }

    /// Those of a run, the first first.
    List<RescoringView> of(UUID run) {
        return select("run_id", run);
    }

    private List<RescoringView> select(String column, UUID value) {
        return database.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement(SELECT.formatted(column))) {
                select.setObject(1, value);
                List<RescoringView> found = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.add(view(row));
                    }
                }
                return found;
            }
        });
    }

    private static RescoringView view(ResultSet row) throws SQLException {
        Optional<Instant> endedAt = RunStore.instant(row, 7);
        long planned = row.getLong(5);
        long scored = row.getLong(8);
        long failed = row.getLong(9);
        RescoringView.State running = row.getBoolean(10) ? RescoringView.State.RUNNING : RescoringView.State.PLANNED;
        return new RescoringView(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                endedAt.isPresent() ? RescoringView.State.COMPLETED : running,
                row.getString(3),
                List.of(read(row.getString(4))),
                planned,
                scored,
                failed,
                endedAt.map(end -> Math.max(0, planned - scored - failed)),
                RunStore.instant(row, 6).orElseThrow(),
                endedAt);
    }

    /// Stores a re-scoring and has it carried out, unless there is one of that id. Where there is nothing to read,
    /// it has ended.
    ///
    /// @param parts what the scorers are told; all of one request
    /// @return whether it is new
    @Transactional
    public boolean insert(List<RescoringRequested> parts, List<RescoringView.Task> tasks, long planned) {
        RescoringRequested request = parts.getFirst();
        boolean empty = request.ranges().isEmpty();
        boolean created = database.call(connection -> insertRow(connection, request, tasks, planned, empty));
        if (created && !empty) {
            parts.forEach(outbox::declare);
        }
        return created;
    }

    private static boolean insertRow(
            Connection connection,
            RescoringRequested request,
            List<RescoringView.Task> tasks,
            long planned,
            boolean ended)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO task.rescoring (id, run_id, rules, tasks, planned, parts, requested_at, ended_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
                """)) {
            insert.setObject(1, request.id());
            insert.setObject(2, request.runId());
            insert.setString(3, request.rules());
            insert.setString(4, write(tasks));
            insert.setLong(5, planned);
            insert.setInt(6, request.parts());
            insert.setObject(7, RunStore.utc(request.requestedAt()));
            insert.setObject(8, ended ? RunStore.utc(request.requestedAt()) : null);
            if (insert.executeUpdate() == 0) {
                return false;
            }
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO task.rescoring_partition (rescoring_id, partition, next_offset, end_offset)
                VALUES (?, ?, ?, ?)
                """)) {
            for (OffsetRange range : request.ranges()) {
                insert.setObject(1, request.id());
                insert.setInt(2, range.partition());
                insert.setLong(3, range.from());
                insert.setLong(4, range.end());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return true;
    }

    /// Takes reports, in any order and however often they come. A re-scoring whose partitions are all done ends,
    /// and the scorers are told.
    @Transactional
    public void report(Collection<RescoringProgressed> reports, Instant now) {
        Set<UUID> touched = new TreeSet<>();
        database.call(connection -> {
            try (PreparedStatement update = connection.prepareStatement(REPORT)) {
                // In one order, so that instances that read the same don't wait for each other in a circle.
                List<RescoringProgressed> sorted = reports.stream()
                        .sorted((a, b) -> a.id().equals(b.id())
                                ? Integer.compare(a.partition(), b.partition())
                                : a.id().compareTo(b.id()))
                        .toList();
                for (RescoringProgressed report : sorted) {
                    update.setLong(1, report.next());
                    update.setLong(2, report.scored());
                    update.setLong(3, report.failed());
                    update.setObject(4, report.id());
                    update.setInt(5, report.partition());
                    update.setLong(6, report.next());
                    if (update.executeUpdate() > 0) {
                        touched.add(report.id());
                    }
                }
            }
            return null;
        });
        touched.forEach(id -> end(id, now));
    }

    private void end(UUID id, Instant now) {
        List<RescoringRequested> closed = database.call(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    UPDATE task.rescoring r SET ended_at = ? WHERE id = ? AND ended_at IS NULL
                        AND NOT EXISTS (SELECT FROM task.rescoring_partition p
                            WHERE p.rescoring_id = r.id AND p.next_offset < p.end_offset)
                    RETURNING run_id, rules, parts, requested_at
                    """)) {
                update.setObject(1, RunStore.utc(now));
                update.setObject(2, id);
                try (ResultSet row = update.executeQuery()) {
                    return row.next() ? closed(id, row) : List.of();
                }
            }
        });
        closed.forEach(outbox::declare);
    }

    /// What takes the place of the request: the scorers need not keep what they will not read again.
    private static List<RescoringRequested> closed(UUID id, ResultSet row) throws SQLException {
        List<RescoringRequested> parts = new ArrayList<>();
        for (int part = 0; part < row.getInt(3); part++) {
            parts.add(new RescoringRequested(
                    id,
                    row.getObject(1, UUID.class),
                    row.getString(2),
                    List.of(),
                    List.of(),
                    part,
                    row.getInt(3),
                    false,
                    RunStore.instant(row, 4).orElseThrow()));
        }
        return parts;
    }

    private static String write(List<RescoringView.Task> tasks) {
        try {
            return Json.mapper().writeValueAsString(tasks);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RescoringView.Task[] read(String json) {
        try {
            return Json.mapper().readValue(json, RescoringView.Task[].class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
