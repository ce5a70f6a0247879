package io.scalewatch.task.evaluations;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.task.database.Database;
import io.scalewatch.task.problem.Violations;
import io.scalewatch.task.standing.StandingEvaluation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The standing evaluations in PostgreSQL.
@ApplicationScoped
public class StandingEvaluations {

    private final Database database;
    private final StandingTimes times;

    StandingEvaluations(Database database, StandingTimes times) {
        this.database = database;
        this.times = times;
    }

    /// What a version that is deployed to a family is asked.
    ///
    /// @param name of the standing evaluation
    public record AtDeployment(String name, StandingEvaluation evaluation) {}

    /// Adds or replaces one. Times that stay what they were go on; others begin after `now`.
    ///
    /// @return whether it is new
    /// @throws io.scalewatch.task.problem.InvalidRequestException if another one has the deployments of a family
    @Transactional
    public boolean put(String name, EvaluationRequest request, Instant now) {
        return database.call(connection -> {
            boolean created = upsert(connection, name, request);
            putDeployments(connection, name, request);
            times.put(connection, name, request, now);
            return created;
        });
    }

    private static boolean upsert(Connection connection, String name, EvaluationRequest request) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO task.standing_evaluation (name, definition) VALUES (?, ?)"
                                + " ON CONFLICT (name) DO NOTHING");
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE task.standing_evaluation SET definition = ? WHERE name = ?")) {
            String definition = write(request);
            insert.setString(1, name);
            insert.setString(2, definition);
            if (insert.executeUpdate() > 0) {
                return true;
            }
            // Locks the row: of two at once, the later one is what stays.
            update.setString(1, definition);
            update.setString(2, name);
            update.executeUpdate();
            return false;
        }
    }

    private static void putDeployments(Connection connection, String name, EvaluationRequest request)
            throws SQLException {
        try (PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM task.standing_deployment WHERE evaluation = ?");
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO task.standing_deployment (family, evaluation) VALUES (?, ?)"
                                + " ON CONFLICT (family) DO NOTHING")) {
            delete.setString(1, name);
            delete.executeUpdate();
            if (!request.atDeployment()) {
                return;
            }
            Violations violations = new Violations();
            for (int i = 0; i < request.families().size(); i++) {
                insert.setString(1, request.families().get(i));
                insert.setString(2, name);
                violations.require(
                        insert.executeUpdate() > 0,
                        "families[" + i + "]",
                        "another standing evaluation is asked of what is deployed to it already",
                        "leave the family out, or onDeployment in one of the two");
            }
            violations.throwIfAny();
        }
    }

    /// @return whether there was one
    @Transactional
    public boolean delete(String name) {
        return database.call(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM task.standing_evaluation WHERE name = ?")) {
                delete.setString(1, name);
                return delete.executeUpdate() > 0;
            }
        });
    }

    @Transactional
    public Optional<AtDeployment> atDeployment(String family) {
        return database.call(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT e.name, e.definition FROM task.standing_deployment d"
                            + " JOIN task.standing_evaluation e ON e.name = d.evaluation WHERE d.family = ?")) {
                select.setString(1, family);
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(new AtDeployment(
                                    row.getString(1), read(row.getString(2)).evaluation()))
                            : Optional.empty();
                }
            }
        });
    }

    @Transactional
    public Optional<EvaluationView> find(String name) {
        return all().stream().filter(e -> e.name().equals(name)).findFirst();
    }

    /// Every standing evaluation, by name.
    @Transactional
    public List<EvaluationView> all() {
        return database.call(connection -> {
            Map<String, List<EvaluationView.Time>> due = times.all(connection);
            Map<String, EvaluationView> views = new TreeMap<>();
            try (PreparedStatement select =
                            connection.prepareStatement("SELECT name, definition FROM task.standing_evaluation");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String name = row.getString(1);
                    views.put(
                            name, new EvaluationView(name, read(row.getString(2)), due.getOrDefault(name, List.of())));
                }
            }
            return List.copyOf(views.values());
        });
    }

    private static String write(EvaluationRequest request) {
        try {
            return Json.mapper().writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static EvaluationRequest read(String json) {
        try {
            return Json.mapper().readValue(json, EvaluationRequest.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
