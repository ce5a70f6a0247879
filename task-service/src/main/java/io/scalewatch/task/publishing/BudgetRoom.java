package io.scalewatch.task.publishing;

import io.scalewatch.contracts.event.Prices;
import io.scalewatch.contracts.event.TokenUsage;
import io.scalewatch.task.runs.RunBudget;
import io.scalewatch.task.runs.RunState.Cause;
import java.util.List;
import java.util.Optional;

/// What is left of a run's budget: what was spent is gone, and what is out is held back at the most that it may
/// take. Answers whose tokens the endpoint did not count are taken for the most, too. What an endpoint without
/// prices may take is without bounds: it had prices when the budget was set. Not thread-safe.
final class BudgetRoom {

    /// One model of the run.
    ///
    /// @param issued prompts from the cursor that are published or about to be
    /// @param ended prompts that are scored or failed
    /// @param due prompts that are to be asked again, and for which nothing is held back yet
    /// @param repeats prompts that were asked again, or are about to be
    /// @param uncounted answers of unknown tokens
    /// @param tokens that its answers took
    record Spent(
            long issued,
            long ended,
            long due,
            long repeats,
            long uncounted,
            long tokens,
            double costUsd,
            Optional<Prices> prices) {

        long out() {
            return Math.max(0, issued - ended - due);
        }
    }

    private final RunBudget budget;
    private final TokenUsage most;
    private final long out;
    private double usd;
    private long tokens;
    private long requests;
    private Optional<Cause> shortOf = Optional.empty();

    /// @param most that one prompt may take
    BudgetRoom(RunBudget budget, TokenUsage most, List<Spent> models) {
        this.budget = budget;
        this.most = most;
        this.out = models.stream().mapToLong(Spent::out).sum();
        for (Spent model : models) {
            long unknown = model.out() + model.uncounted();
            usd += model.costUsd() + mostUsd(unknown, model.prices());
            tokens += model.tokens() + unknown * mostTokens();
            requests += model.issued() + model.repeats();
        }
    }

    /// Prompts of all its models that are published and not ended.
    long out() {
        return out;
    }

    /// Holds back the budget for prompts of a model.
    ///
    /// @return for how many of them there is room
    long take(long wanted, Optional<Prices> prices) {
        long taken = wanted;
        taken = atMost(taken, budget.requests().map(limit -> limit - requests), Cause.BUDGET_REQUESTS);
        taken = atMost(
                taken,
                budget.tokens().map(limit -> Math.floorDiv(limit - tokens, Math.max(1, mostTokens()))),
                Cause.BUDGET_TOKENS);
        double price = mostUsd(1, prices);
        if (price > 0) {
            taken = atMost(
                    taken, budget.usd().map(limit -> (long) Math.floor((limit - usd) / price)), Cause.BUDGET_USD);
        }
        usd += mostUsd(taken, prices);
        tokens += taken * mostTokens();
        requests += taken;
        return taken;
    }

    /// What there was no room for, if there was none for a prompt.
    Optional<Cause> shortOf() {
        return shortOf;
    }

    private long atMost(long wanted, Optional<Long> room, Cause cause) {
        if (room.isEmpty() || room.get() >= wanted) {
            return wanted;
        }
        if (room.get() <= 0 && wanted > 0) {
            shortOf = Optional.of(cause);
        }
        return Math.max(0, room.get());
    }

    private long mostTokens() {
        return most.prompt() + most.completion();
    }

    private double mostUsd(long prompts, Optional<Prices> prices) {
        if (prompts == 0) {
            return 0;
        }
        return prices.map(price -> prompts * price.costUsd(most)).orElse(Double.POSITIVE_INFINITY);
    }
}
