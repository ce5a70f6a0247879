package io.scalewatch.task.publishing;

import io.scalewatch.contracts.event.Prices;
import io.scalewatch.contracts.event.TokenUsage;
import io.scalewatch.task.database.Database;
import io.scalewatch.task.publishing.BudgetRoom.Spent;
import io.scalewatch.task.publishing.Pacer.Portion;
import io.scalewatch.task.runs.RunBudget;
import io.scalewatch.task.runs.RunStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// Holds budgets back, under the lock of the run's row: a run whose models are published by two instances has
/// one budget. What was held back for a batch that was never sent stays so, and is used when it is sent after
/// all.
@ApplicationScoped
public class BudgetStore {

    private final Database database;

    BudgetStore(Database database) {
        this.database = database;
    }

    /// @param reserved position up to which the budget is held back
    /// @param reservedAgain how many of the due prompts it is held back for
    private record Model(Spent spent, long reserved, long reservedAgain) {}

    /// @param granted of the wanted portions, what there is room for; those without any are missing
    /// @param room what is left after that
    record Granted(List<Portion> granted, BudgetRoom room) {}

    /// @param wanted all of one run
    Granted reserve(UUID run, List<Portion> wanted) {
        return database.transaction(connection -> {
            Map<Integer, Model> models = new TreeMap<>();
            BudgetRoom room = room(connection, run, models);
            List<Portion> granted = new ArrayList<>();
            for (Portion portion : wanted) {
                ModelOfRun of = portion.of();
                Model model = models.get(of.ordinal());
                Optional<Prices> prices = model.spent().prices();
                long heldAgain = Math.min(portion.again(), model.reservedAgain());
                long again = heldAgain + room.take(portion.again() - heldAgain, prices);
                long held = Math.min(portion.next(), Math.max(0, model.reserved() - of.position()));
                long next = held + room.take(portion.next() - held, prices);
                if (again + next > 0) {
                    granted.add(new Portion(of, again, next));
                    reserve(connection, of, next);
                    reserveAgain(connection, of, again);
                }
            }
            return new Granted(granted, room);
        });
    }

    private static BudgetRoom room(Connection connection, UUID run, Map<Integer, Model> models) throws SQLException {
        RunBudget budget;
        TokenUsage most;
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT budget_usd, budget_tokens, budget_requests, most_prompt_tokens, most_completion_tokens"
                        + " FROM task.run WHERE id = ? FOR NO KEY UPDATE")) {
            select.setObject(1, run);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                budget = RunStore.budget(row, 1);
                most = new TokenUsage(row.getLong(4), row.getLong(5));
            }
        }
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT c.ordinal, c.reserved, greatest(c.position, c.reserved), p.scored + p.failed,
                       coalesce(d.due, 0), coalesce(d.repeats, 0), p.answered - p.counted,
                       p.prompt_tokens + p.completion_tokens, p.cost_usd, e.prompt_price, e.completion_price,
                       coalesce(d.reserved, 0)
                FROM task.run_cursor c
                JOIN task.run_progress p ON p.run_id = c.run_id AND p.ordinal = c.ordinal
                LEFT JOIN task.endpoint e ON e.name = c.endpoint
                LEFT JOIN (SELECT ordinal, count(*) FILTER (WHERE published_at IS NULL AND NOT reserved) AS due,
                                  sum(attempt) - count(*) FILTER (WHERE published_at IS NULL AND NOT reserved)
                                      AS repeats,
                                  count(*) FILTER (WHERE published_at IS NULL AND reserved) AS reserved
                           FROM task.prompt_attempt WHERE run_id = ? GROUP BY ordinal) d ON d.ordinal = c.ordinal
                WHERE c.run_id = ? ORDER BY c.ordinal
                """)) {
            select.setObject(1, run);
            select.setObject(2, run);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    models.put(row.getInt(1), new Model(spent(row), row.getLong(2), row.getLong(12)));
                }
            }
        }
        return new BudgetRoom(
                budget, most, models.values().stream().map(Model::spent).toList());
    }

    private static Spent spent(ResultSet row) throws SQLException {
        double promptPrice = row.getDouble(10);
        Optional<Prices> prices =
                row.wasNull() ? Optional.empty() : Optional.of(new Prices(promptPrice, row.getDouble(11)));
        return new Spent(
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getDouble(9),
                prices);
    }

    private static void reserve(Connection connection, ModelOfRun of, long next) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE task.run_cursor SET reserved = greatest(reserved, ?) WHERE run_id = ? AND ordinal = ?")) {
            update.setLong(1, of.position() + next);
            update.setObject(2, of.run());
            update.setInt(3, of.ordinal());
            update.executeUpdate();
        }
    }

    /// The same prompts first that [PublishingStore#due] gives out first.
    private static void reserveAgain(Connection connection, ModelOfRun of, long again) throws SQLException {
        if (again == 0) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE task.prompt_attempt SET reserved = true
                WHERE run_id = ? AND NOT reserved AND index IN (
                    SELECT index FROM task.prompt_attempt
                    WHERE run_id = ? AND ordinal = ? AND published_at IS NULL ORDER BY reserved DESC, index LIMIT ?)
                """)) {
            update.setObject(1, of.run());
            update.setObject(2, of.run());
            update.setInt(3, of.ordinal());
            update.setLong(4, again);
            update.executeUpdate();
        }
    }
}
