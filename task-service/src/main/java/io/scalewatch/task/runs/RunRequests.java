package io.scalewatch.task.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.task.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;
import java.util.UUID;

/// Which run a request with an idempotency key has made. Takes part in the caller's transaction: of two
/// requests with one key at the same time, one waits for the other, and a key whose request was refused is free
/// again.
@ApplicationScoped
public class RunRequests {

    private final Database database;

    RunRequests(Database database) {
        this.database = database;
    }

    /// @param id for the run, if the key is new
    /// @return the run that the key has made already
    /// @throws IdempotencyKeyReusedException if that was asked for differently
    Optional<UUID> claim(String key, RunRequest request, UUID id) {
        byte[] hash = hash(request);
        return database.call(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO task.run_request (idempotency_key, request_hash, run_id) VALUES (?, ?, ?)"
                            + " ON CONFLICT DO NOTHING")) {
                insert.setString(1, key);
                insert.setBytes(2, hash);
                insert.setObject(3, id);
                if (insert.executeUpdate() > 0) {
                    return Optional.empty();
                }
            }
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT run_id, request_hash FROM task.run_request WHERE idempotency_key = ?")) {
                select.setString(1, key);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    if (!MessageDigest.isEqual(row.getBytes(2), hash)) {
                        throw new IdempotencyKeyReusedException();
                    }
                    return Optional.of(row.getObject(1, UUID.class));
                }
            }
        });
    }

    /// Of what was understood: neither spaces nor the order of fields make a request another one.
    private static byte[] hash(RunRequest request) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(Json.mapper().writeValueAsBytes(request));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
