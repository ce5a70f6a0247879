package io.scalewatch.task.runs;

import io.scalewatch.task.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;

/// What judge runs judge: which answers, frozen when the run is created, and the places of their records.
@ApplicationScoped
public class JudgeRuns {

    /// Positions per row of places.
    public static final int SEGMENT = 4096;

    private final Database database;

    JudgeRuns(Database database) {
        this.database = database;
    }

    /// Where answers are, by position from a first one on.
    ///
    /// @param partitions of `completions`
    /// @param offsets -1 where there was no such record any more
    public record Places(int[] partitions, long[] offsets) {}

    /// Takes part in the caller's transaction.
    void insert(UUID run, UUID judged, RoaringBitmap answers) {
        ByteBuffer bytes = ByteBuffer.allocate(answers.serializedSizeInBytes());
        answers.serialize(bytes);
        database.call(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO task.judge_run (run_id, judged_run_id, answers) VALUES (?, ?, ?)")) {
                insert.setObject(1, run);
                insert.setObject(2, judged);
                insert.setBytes(3, bytes.array());
                return insert.executeUpdate();
            }
        });
    }

    /// The plan indices of the judged run that are judged.
    ///
    /// @throws IllegalStateException if there is no such judge run
    RoaringBitmap answers(UUID run) {
        return database.call(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT answers FROM task.judge_run WHERE run_id = ?")) {
                select.setObject(1, run);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        throw new IllegalStateException("there is no judge run " + run);
                    }
                    RoaringBitmap answers = new RoaringBitmap();
                    answers.deserialize(ByteBuffer.wrap(row.getBytes(1)));
                    return answers;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }

    /// The open judge runs whose answers are still to be looked up, the oldest first.
    public List<UUID> waiting() {
        return database.call(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT r.id FROM task.judge_run j JOIN task.run r ON r.id = j.run_id"
                            + " WHERE j.looked_up_at IS NULL AND r.state IN " + RunStore.OPEN
                            + " ORDER BY r.created_at, r.id")) {
                List<UUID> waiting = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        waiting.add(row.getObject(1, UUID.class));
                    }
                }
                return waiting;
            }
        });
    }

    /// Whether a run is a judge run that waits for its answers to be looked up.
    public boolean isWaiting(UUID run) {
        return database.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT FROM task.judge_run WHERE run_id = ? AND looked_up_at IS NULL")) {
                select.setObject(1, run);
                try (ResultSet row = select.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    /// Stores where all answers of a run are, in one transaction. Changes nothing if somebody has done so before:
    /// what is published rests on the first.
    ///
    /// @param places of all positions
    /// @param mostPromptTokens the longest prompt that they make, tokens
    /// @return whether these are the places that count
    public boolean lookedUp(UUID run, Places places, int mostPromptTokens) {
        return database.transaction(connection -> {
            try (PreparedStatement note = connection.prepareStatement(
                    "UPDATE task.judge_run SET looked_up_at = now() WHERE run_id = ? AND looked_up_at IS NULL")) {
                note.setObject(1, run);
                if (note.executeUpdate() == 0) {
                    return false;
                }
            }
            try (PreparedStatement limit =
                    connection.prepareStatement("UPDATE task.run SET most_prompt_tokens = ? WHERE id = ?")) {
                limit.setInt(1, mostPromptTokens);
                limit.setObject(2, run);
                limit.executeUpdate();
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO task.judged_record (run_id, segment, partitions, offsets) VALUES (?, ?, ?, ?)")) {
                for (int first = 0; first < places.offsets().length; first += SEGMENT) {
                    int end = Math.min(places.offsets().length, first + SEGMENT);
                    insert.setObject(1, run);
                    insert.setInt(2, first / SEGMENT);
                    Object[] partitions = new Object[end - first];
                    Object[] offsets = new Object[end - first];
                    for (int i = first; i < end; i++) {
                        partitions[i - first] = places.partitions()[i];
                        offsets[i - first] = places.offsets()[i];
                    }
                    insert.setArray(3, connection.createArrayOf("int", partitions));
                    insert.setArray(4, connection.createArrayOf("bigint", offsets));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            return true;
        });
    }

    /// The places of one segment of positions; nothing if they are not looked up.
    public Optional<Places> places(UUID run, int segment) {
        return database.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT partitions, offsets FROM task.judged_record WHERE run_id = ? AND segment = ?")) {
                select.setObject(1, run);
                select.setInt(2, segment);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    Integer[] partitions = (Integer[]) row.getArray(1).getArray();
                    Long[] offsets = (Long[]) row.getArray(2).getArray();
                    Places places = new Places(new int[partitions.length], new long[offsets.length]);
                    for (int i = 0; i < offsets.length; i++) {
                        places.partitions()[i] = partitions[i];
                        places.offsets()[i] = offsets[i];
                    }
                    return Optional.of(places);
                }
            }
        });
    }
}
