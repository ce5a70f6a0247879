package io.scalewatch.task.runs;

import io.scalewatch.task.database.Database;
import io.scalewatch.task.fleet.DeployedModel;
import io.scalewatch.task.runs.RunEstimate.Measured;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Estimates what a request would take, from the endpoints' prices and from what the models' latest runs took.
/// Stores nothing.
@ApplicationScoped
public class RunEstimates {

    private final Database database;
    private final RunValidator validator;
    private final EndpointPrices prices;

    RunEstimates(Database database, RunValidator validator, EndpointPrices prices) {
        this.database = database;
        this.validator = validator;
        this.prices = prices;
    }

    /// @throws io.scalewatch.task.problem.InvalidRequestException as the run's creation would
    RunEstimate of(RunRequest request) {
        RunValidation.Valid valid = validator.validate(request);
        RunSpec spec = valid.spec();
        List<DeployedModel> models = spec.models();
        RunEstimate estimate = RunEstimate.of(
                spec,
                valid.plan().positions(),
                valid.sizes(),
                measured(models.stream().map(m -> m.model().model()).toList()),
                prices.of(models));
        return valid.judged().map(judged -> estimate.resting(judged.inWords())).orElse(estimate);
    }

    /// By model, over its ten latest runs: that takes the same time however many there were.
    private Map<String, Measured> measured(Collection<String> models) {
        return database.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT m.name, l.answered, l.latency_millis, l.counted, l.completion_tokens
                    FROM unnest(?::text[]) AS m (name), LATERAL (
                        SELECT sum(answered) AS answered, sum(latency_millis) AS latency_millis,
                               sum(counted) AS counted, sum(completion_tokens) AS completion_tokens
                        FROM (SELECT p.* FROM task.run_cursor c JOIN task.run r ON r.id = c.run_id
                              JOIN task.run_progress p ON p.run_id = c.run_id AND p.ordinal = c.ordinal
                              WHERE c.model = m.name AND p.answered > 0 ORDER BY r.created_at DESC LIMIT 10) latest) l
                    WHERE l.answered > 0
                    """)) {
                select.setArray(1, connection.createArrayOf("text", models.toArray()));
                Map<String, Measured> measured = new HashMap<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        measured.put(
                                row.getString(1),
                                new Measured(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
                    }
                }
                return measured;
            }
        });
    }
}
