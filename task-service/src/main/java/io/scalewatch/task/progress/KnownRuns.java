package io.scalewatch.task.progress;

import io.scalewatch.task.database.Database;
import io.scalewatch.task.progress.ScoreTally.RunFacts;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// What never changes about runs, read once.
@ApplicationScoped
public class KnownRuns {

    private static final int MOST_KEPT = 1000;

    private final Database database;
    private final Map<UUID, RunFacts> kept = new ConcurrentHashMap<>();

    KnownRuns(Database database) {
        this.database = database;
    }

    /// @return those of the runs that exist
    Map<UUID, RunFacts> find(Set<UUID> ids) {
        Map<UUID, RunFacts> found = new HashMap<>();
        Set<UUID> missing = new HashSet<>();
        ids.forEach(id -> {
            RunFacts facts = kept.get(id);
            if (facts == null) {
                missing.add(id);
            } else {
                found.put(id, facts);
            }
        });
        if (!missing.isEmpty()) {
            Map<UUID, RunFacts> loaded = database.call(connection -> load(connection, missing));
            if (kept.size() + loaded.size() > MOST_KEPT) {
                kept.clear();
            }
            kept.putAll(loaded);
            found.putAll(loaded);
        }
        return found;
    }

    private static Map<UUID, RunFacts> load(Connection connection, Set<UUID> ids) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT r.id, r.planned, count(*) FROM task.run r JOIN task.run_cursor c ON c.run_id = r.id"
                        + " WHERE r.id = ANY (?) GROUP BY r.id, r.planned")) {
            select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            Map<UUID, RunFacts> loaded = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    loaded.put(row.getObject(1, UUID.class), new RunFacts(row.getLong(2), row.getInt(3)));
                }
            }
            return loaded;
        }
    }
}
