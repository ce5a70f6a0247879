package io.scalewatch.task.progress;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.task.database.Database;
import io.scalewatch.task.progress.ScoreTally.ModelOfRun;
import io.scalewatch.task.progress.ScoreTally.RunFacts;
import io.scalewatch.task.progress.ScoreTally.SegmentKey;
import io.scalewatch.task.progress.ScoreTally.VersionOfModel;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/// Counts a batch of scores in one transaction: locks the segments, then the offset rows, each in key order;
/// sets the bits; advances the offsets. What lies below the stored offset was counted by someone else and is
/// left alone, so that nobody, a consumer that was replaced and does not know it yet included, can count
/// anything twice or skip anything.
@ApplicationScoped
public class ProgressStore {

    private final Database database;
    private final KnownRuns knownRuns;

    ProgressStore(Database database, KnownRuns knownRuns) {
        this.database = database;
        this.knownRuns = knownRuns;
    }

    /// @param stored per partition, where the reading goes on now
    /// @param overtaken records that someone else had counted already
    record Applied(
            Map<Integer, Long> stored,
            int scored,
            int failed,
            int repeated,
            int unknown,
            int overtaken,
            Set<UUID> filled) {}

    /// The stored offset of a partition is below one that was seen before: the database was set back.
    static final class SetBackException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int partition;
        private final long stored;

        SetBackException(int partition, long stored) {
            super("the stored offset of scores-" + partition + " went back to " + stored);
            this.partition = partition;
            this.stored = stored;
        }

        int partition() {
            return partition;
        }

        long stored() {
            return stored;
        }
    }

    /// @param seen per partition, the highest stored offset that this instance has seen
    /// @throws SetBackException and nothing is changed, if a stored offset is lower than that
    Applied apply(List<ScoresRead> batch, Map<Integer, Long> seen) {
        Set<UUID> ids = new HashSet<>();
        each(batch, score -> ids.add(score.id().runId()));
        Map<UUID, RunFacts> runs = knownRuns.find(ids);
        return database.transaction(connection -> {
            Set<SegmentKey> keys = new HashSet<>();
            Set<SegmentKey> withRaised = new HashSet<>();
            each(batch, score -> {
                if (runs.containsKey(score.id().runId())) {
                    keys.add(SegmentKey.of(score));
                }
            });
            Map<SegmentKey, ProgressSegment> segments = lockSegments(connection, keys, withRaised);
            Map<Integer, Long> stored = lockOffsets(connection, batch);
            stored.forEach((partition, offset) -> {
                if (offset < seen.getOrDefault(partition, 0L)) {
                    throw new SetBackException(partition, offset);
                }
            });

            ScoreTally tally = new ScoreTally(runs, segments, attempts(connection, batch, withRaised));
            int overtaken = 0;
            for (ScoresRead read : batch) {
                for (ScoresRead.Entry entry : read.entries()) {
                    if (entry.offset() < stored.get(read.partition())) {
                        overtaken++;
                    } else {
                        tally.add(entry.score());
                    }
                }
                stored.merge(read.partition(), read.end(), Math::max);
            }
            writeSegments(connection, tally.changed());
            writeCounts(connection, tally.counts());
            writeFailures(connection, tally.counts());
            writeStreaks(connection, tally.streaks());
            writeOffsets(connection, stored);
            return new Applied(
                    stored,
                    (int) tally.counts().values().stream()
                            .mapToLong(ProgressCounts::scored)
                            .sum(),
                    (int) tally.counts().values().stream()
                            .mapToLong(ProgressCounts::failed)
                            .sum(),
                    tally.repeated(),
                    tally.unknown(),
                    overtaken,
                    tally.filled());
        });
    }

    private static Map<SegmentKey, ProgressSegment> lockSegments(
            Connection connection, Set<SegmentKey> keys, Set<SegmentKey> withRaised) throws SQLException {
        Map<SegmentKey, ProgressSegment> segments = new HashMap<>();
        if (keys.isEmpty()) {
            return segments;
        }
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT run_id, segment, open, raised, scored, failed FROM task.run_segment
                WHERE (run_id, segment) IN (SELECT * FROM unnest(?::uuid[], ?::int[]))
                ORDER BY run_id, segment FOR UPDATE
                """)) {
            SegmentKey[] sorted = keys.toArray(SegmentKey[]::new);
            Object[] ids = new Object[sorted.length];
            Object[] numbers = new Object[sorted.length];
            for (int i = 0; i < sorted.length; i++) {
                ids[i] = sorted[i].run();
                numbers[i] = sorted[i].number();
            }
            select.setArray(1, connection.createArrayOf("uuid", ids));
            select.setArray(2, connection.createArrayOf("int", numbers));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    SegmentKey key = new SegmentKey(row.getObject(1, UUID.class), row.getInt(2));
                    segments.put(key, ProgressSegment.of(row.getBytes(5), row.getBytes(6), row.getInt(3)));
                    if (row.getInt(4) > 0) {
                        withRaised.add(key);
                    }
                }
            }
        }
        return segments;
    }

    private static Map<Integer, Long> lockOffsets(Connection connection, List<ScoresRead> batch) throws SQLException {
        Object[] partitions = batch.stream().map(ScoresRead::partition).toArray();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT partition, next_offset FROM task.scores_offset WHERE partition = ANY (?)"
                        + " ORDER BY partition FOR UPDATE")) {
            select.setArray(1, connection.createArrayOf("int", partitions));
            Map<Integer, Long> stored = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    stored.put(row.getInt(1), row.getLong(2));
                }
            }
            for (Object partition : partitions) {
                if (!stored.containsKey((Integer) partition)) {
                    throw new IllegalStateException("no offset is stored of scores-" + partition);
                }
            }
            return stored;
        }
    }

    /// Only failures ask for the attempt, and only where the segment has any that was asked again.
    private static Map<UUID, Map<Long, Integer>> attempts(
            Connection connection, List<ScoresRead> batch, Set<SegmentKey> withRaised) throws SQLException {
        Map<UUID, Set<Long>> wanted = new HashMap<>();
        each(batch, score -> {
            if (score.failure().isPresent() && withRaised.contains(SegmentKey.of(score))) {
                wanted.computeIfAbsent(score.id().runId(), id -> new HashSet<>())
                        .add(score.id().index());
            }
        });
        Map<UUID, Map<Long, Integer>> attempts = new HashMap<>();
        if (wanted.isEmpty()) {
            return attempts;
        }
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT index, attempt FROM task.prompt_attempt WHERE run_id = ? AND index = ANY (?)")) {
            for (Map.Entry<UUID, Set<Long>> run : wanted.entrySet()) {
                select.setObject(1, run.getKey());
                select.setArray(
                        2, connection.createArrayOf("bigint", run.getValue().toArray()));
                Map<Long, Integer> found = attempts.computeIfAbsent(run.getKey(), id -> new HashMap<>());
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.put(row.getLong(1), row.getInt(2));
                    }
                }
            }
        }
        return attempts;
    }

    private static void writeSegments(Connection connection, Map<SegmentKey, ProgressSegment> changed)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE task.run_segment SET open = ?, scored = ?, failed = ? WHERE run_id = ? AND segment = ?")) {
            for (Map.Entry<SegmentKey, ProgressSegment> entry : changed.entrySet()) {
                update.setInt(1, entry.getValue().open());
                update.setBytes(2, entry.getValue().scoredBytes());
                update.setBytes(3, entry.getValue().failedBytes());
                update.setObject(4, entry.getKey().run());
                update.setInt(5, entry.getKey().number());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static void writeCounts(Connection connection, Map<ModelOfRun, ProgressCounts> counts) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE task.run_progress SET scored = scored + ?, failed = failed + ?, lost = lost + ?,
                    answered = answered + ?, latency_millis = latency_millis + ?,
                    counted = counted + ?, prompt_tokens = prompt_tokens + ?,
                    completion_tokens = completion_tokens + ?, cost_usd = cost_usd + ?,
                    scoring_version = coalesce(nullif(?, ''), scoring_version)
                WHERE run_id = ? AND ordinal = ?
                """)) {
            for (Map.Entry<ModelOfRun, ProgressCounts> entry : counts.entrySet()) {
                ProgressCounts count = entry.getValue();
                update.setLong(1, count.scored());
                update.setLong(2, count.failed());
                update.setLong(3, count.lost());
                update.setLong(4, count.answered());
                update.setLong(5, count.latencyMillis());
                update.setLong(6, count.counted());
                update.setLong(7, count.promptTokens());
                update.setLong(8, count.completionTokens());
                update.setDouble(9, count.costUsd());
                update.setString(10, count.scoringVersion());
                update.setObject(11, entry.getKey().run());
                update.setInt(12, entry.getKey().ordinal());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static void writeFailures(Connection connection, Map<ModelOfRun, ProgressCounts> counts)
            throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                INSERT INTO task.run_failure AS f (run_id, ordinal, kind, failed) VALUES (?, ?, ?, ?)
                ON CONFLICT (run_id, ordinal, kind) DO UPDATE SET failed = f.failed + excluded.failed
                """)) {
            for (Map.Entry<ModelOfRun, ProgressCounts> entry : counts.entrySet()) {
                for (Map.Entry<FailureKind, Long> kind :
                        entry.getValue().kinds().entrySet()) {
                    upsert.setObject(1, entry.getKey().run());
                    upsert.setInt(2, entry.getKey().ordinal());
                    upsert.setString(3, kind.getKey().name());
                    upsert.setLong(4, kind.getValue());
                    upsert.addBatch();
                }
            }
            upsert.executeBatch();
        }
    }

    private static void writeStreaks(Connection connection, Map<VersionOfModel, FailureStreak> streaks)
            throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                INSERT INTO task.model_availability AS a (model, version, failures_in_row) VALUES (?, ?, ?)
                ON CONFLICT (model, version) DO UPDATE
                SET failures_in_row = CASE WHEN ? THEN 0 ELSE a.failures_in_row END + excluded.failures_in_row
                WHERE excluded.failures_in_row > 0 OR (? AND a.failures_in_row > 0)
                """)) {
            for (Map.Entry<VersionOfModel, FailureStreak> entry : streaks.entrySet()) {
                FailureStreak streak = entry.getValue();
                upsert.setString(1, entry.getKey().model());
                upsert.setString(2, entry.getKey().version());
                upsert.setLong(3, streak.failures());
                upsert.setBoolean(4, streak.ended());
                upsert.setBoolean(5, streak.ended());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    private static void writeOffsets(Connection connection, Map<Integer, Long> offsets) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE task.scores_offset SET next_offset = ? WHERE partition = ?")) {
            for (Map.Entry<Integer, Long> entry : offsets.entrySet()) {
                update.setLong(1, entry.getValue());
                update.setInt(2, entry.getKey());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static void each(Collection<ScoresRead> batch, Consumer<CompletionScored> action) {
        batch.forEach(read -> read.entries().forEach(entry -> action.accept(entry.score())));
    }
}
