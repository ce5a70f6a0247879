package io.scalewatch.task.publishing;

import io.scalewatch.task.database.Database;
import io.scalewatch.task.runs.RunStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The endpoints that this instance publishes for. A lease has an epoch that grows whenever it changes hands;
/// updates of cursors are conditional on it, so that an instance that was stopped past its lease changes
/// nothing. Only the database's clock decides. Changed by the publisher's thread alone.
@ApplicationScoped
public class EndpointLeases {

    private final Database database;
    private final PublishingConfig config;
    /// A process is an owner: one that starts again waits for its predecessor's leases to end.
    private final String owner = UUID.randomUUID().toString();
    private volatile Map<String, Long> held = Map.of();
    private long renewedNanos;

    EndpointLeases(Database database, PublishingConfig config) {
        this.database = database;
        this.config = config;
    }

    /// Who this instance is.
    String owner() {
        return owner;
    }

    /// Endpoint to epoch.
    public Map<String, Long> held() {
        return held;
    }

    /// Whether the leases must not be relied on any more before they are renewed.
    boolean dueAt(long nowNanos) {
        return nowNanos - renewedNanos >= config.leaseTime().toNanos() / 3;
    }

    /// Renews what is held, and takes every endpoint of an open run that nobody holds.
    void renew() {
        long nowNanos = System.nanoTime();
        held = database.transaction(connection -> {
            Map<String, Long> renewed = renewed(connection);
            for (String endpoint : free(connection)) {
                take(connection, endpoint, renewed);
            }
            return Map.copyOf(renewed);
        });
        renewedNanos = nowNanos;
    }

    /// Lets another instance go on at once.
    void release() {
        if (held.isEmpty()) {
            return;
        }
        held = Map.of();
        database.call(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE task.endpoint_lease SET held_until = clock_timestamp() WHERE owner = ?")) {
                update.setString(1, owner);
                return update.executeUpdate();
            }
        });
    }

    private Map<String, Long> renewed(Connection connection) throws SQLException {
        Map<String, Long> renewed = new HashMap<>();
        try (PreparedStatement update = connection.prepareStatement("""
                WITH mine AS (SELECT endpoint FROM task.endpoint_lease WHERE owner = ? ORDER BY endpoint FOR UPDATE)
                UPDATE task.endpoint_lease l SET held_until = clock_timestamp() + ? * interval '1 ms'
                FROM mine WHERE l.endpoint = mine.endpoint RETURNING l.endpoint, l.epoch
                """)) {
            update.setString(1, owner);
            update.setLong(2, leaseMillis());
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    renewed.put(row.getString(1), row.getLong(2));
                }
            }
        }
        return renewed;
    }

    private static List<String> free(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                        SELECT DISTINCT c.endpoint FROM task.run r JOIN task.run_cursor c ON c.run_id = r.id
                        WHERE r.state IN %s AND NOT EXISTS (
                            SELECT FROM task.endpoint_lease l
                            WHERE l.endpoint = c.endpoint AND l.held_until > clock_timestamp())
                        ORDER BY c.endpoint
                        """.formatted(RunStore.OPEN));
                ResultSet row = select.executeQuery()) {
            List<String> free = new ArrayList<>();
            while (row.next()) {
                free.add(row.getString(1));
            }
            return free;
        }
    }

    private void take(Connection connection, String endpoint, Map<String, Long> taken) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                INSERT INTO task.endpoint_lease AS l (endpoint, owner, epoch, held_until)
                VALUES (?, ?, 1, clock_timestamp() + ? * interval '1 ms')
                ON CONFLICT (endpoint) DO UPDATE
                SET owner = excluded.owner, epoch = l.epoch + 1, held_until = excluded.held_until
                WHERE l.held_until <= clock_timestamp()
                RETURNING l.epoch
                """)) {
            upsert.setString(1, endpoint);
            upsert.setString(2, owner);
            upsert.setLong(3, leaseMillis());
            try (ResultSet row = upsert.executeQuery()) {
                if (row.next()) {
                    taken.put(endpoint, row.getLong(1));
                }
            }
        }
    }

    private long leaseMillis() {
        return config.leaseTime().toMillis();
    }
}
