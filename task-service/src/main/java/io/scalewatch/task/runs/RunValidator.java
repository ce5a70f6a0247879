package io.scalewatch.task.runs;

import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.catalogue.Tasks;
import io.scalewatch.task.database.Database;
import io.scalewatch.task.fleet.Fleet;
import io.scalewatch.task.progress.ProgressSegment;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/// Validates what is asked of a run against what is stored.
@ApplicationScoped
public class RunValidator {

    private final Database database;
    private final Fleet fleet;
    private final Tasks tasks;
    private final EndpointPrices prices;
    private final RunStore store;
    private final RunPlans plans;
    private final RunOrigins origins;

    RunValidator(
            Database database,
            Fleet fleet,
            Tasks tasks,
            EndpointPrices prices,
            RunStore store,
            RunPlans plans,
            RunOrigins origins) {
        this.database = database;
        this.fleet = fleet;
        this.tasks = tasks;
        this.prices = prices;
        this.store = store;
        this.plans = plans;
        this.origins = origins;
    }

    /// @throws io.scalewatch.task.problem.InvalidRequestException names every field that is wrong, and the
    /// remedy
    RunValidation.Valid validate(RunRequest request) {
        return request.judge().isPresent()
                ? JudgeValidation.validate(request, fleet, prices, this::find)
                : RunValidation.validate(request, fleet, tasks, prices);
    }

    private Optional<JudgedRun> find(UUID run) {
        return store.state(run).map(state -> {
            RunPlans.Planned planned = plans.of(run);
            RunSpec spec = planned.spec();
            List<TaskVersion> versions = spec.tasks().stream()
                    .flatMap(ref -> tasks.find(ref.name(), ref.version()).stream())
                    .toList();
            return database.call(connection -> new JudgedRun(
                    spec,
                    state,
                    origins.kind(run),
                    versions,
                    planned.plan(),
                    scored(connection, run),
                    meanTokens(connection, run)
                            .orElse((double) spec.generation().maxTokens())));
        });
    }

    private static IntStream scored(Connection connection, UUID run) throws SQLException {
        RoaringBitmap all = new RoaringBitmap();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT segment, open, scored, failed FROM task.run_segment WHERE run_id = ?")) {
            select.setFetchSize(100);
            select.setObject(1, run);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    int first = row.getInt(1) * ProgressSegment.SIZE;
                    ProgressSegment.of(row.getBytes(3), row.getBytes(4), row.getInt(2))
                            .scored()
                            .forEach(bit -> all.add(first + bit));
                }
            }
        }
        return all.stream();
    }

    private static Optional<Double> meanTokens(Connection connection, UUID run) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT sum(completion_tokens)::float8 / nullif(sum(counted), 0) FROM task.run_progress"
                        + " WHERE run_id = ?")) {
            select.setObject(1, run);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getObject(1, Double.class));
            }
        }
    }
}
