package io.scalewatch.task.progress;

import io.scalewatch.task.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Where the reading of `scores` goes on, per partition: stored beside the bits that the reading set.
@ApplicationScoped
public class ScoresOffsets {

    private final Database database;

    ScoresOffsets(Database database) {
        this.database = database;
    }

    /// The stored offsets of these partitions; a partition that is new starts at its beginning.
    ///
    /// @param beginnings partition to its first offset
    Map<Integer, Long> begin(Map<Integer, Long> beginnings) {
        return database.transaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO task.scores_offset"
                    + " (partition, next_offset) VALUES (?, ?) ON CONFLICT (partition) DO NOTHING")) {
                for (Map.Entry<Integer, Long> entry : new TreeMap<>(beginnings).entrySet()) {
                    insert.setInt(1, entry.getKey());
                    insert.setLong(2, entry.getValue());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            Map<Integer, Long> stored = all();
            stored.keySet().retainAll(beginnings.keySet());
            return stored;
        });
    }

    /// The stored offset of every partition that was ever read.
    public Map<Integer, Long> all() {
        return database.call(connection -> {
            try (PreparedStatement select =
                            connection.prepareStatement("SELECT partition, next_offset FROM task.scores_offset");
                    ResultSet row = select.executeQuery()) {
                Map<Integer, Long> stored = new HashMap<>();
                while (row.next()) {
                    stored.put(row.getInt(1), row.getLong(2));
                }
                return stored;
            }
        });
    }
}
