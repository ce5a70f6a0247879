package io.scalewatch.task.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.TokenUsage;
import io.scalewatch.task.publishing.BudgetRoom.Spent;
import io.scalewatch.task.publishing.Pacer.Portion;
import io.scalewatch.task.runs.RunBudget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BudgetGuardTest {

    private static final ModelOnEndpoint MODEL = new ModelOnEndpoint("endpoint", "a", "1");

    private final Pacer pacer = new Pacer(8192);

    private static ModelOfRun row(int run, boolean budgeted) {
        return new ModelOfRun(new UUID(0, run), 0, MODEL, true, 1000, 0, 0, 0, 0, 0, 0, budgeted);
    }

    /// Runs that wait for prompts that are out, each with room for so many more.
    private static final class Budgets extends BudgetStore {

        private final Map<UUID, Long> room = new HashMap<>();
        private final Map<UUID, Long> held = new HashMap<>();
        private final List<UUID> asked = new ArrayList<>();

        Budgets(Map<UUID, Long> room) {
            super(null);
            this.room.putAll(room);
        }

        @Override
        Granted reserve(UUID run, List<Portion> wanted) {
            asked.add(run);
            Portion portion = wanted.getFirst();
            long next = Math.min(portion.next(), room.get(run));
            held.merge(run, next, Math::max);
            BudgetRoom out = new BudgetRoom(
                    RunBudget.NONE, new TokenUsage(1, 1), List.of(new Spent(10, 5, 0, 0, 0, 0, 0, Optional.empty())));
            return new Granted(next > 0 ? List.of(new Portion(portion.of(), 0, next)) : List.of(), out);
        }
    }

    private List<Portion> round(Budgets budgets, List<ModelOfRun> rows) {
        return new BudgetGuard(budgets, null).withinBudgets(most -> pacer.decide(rows, most, 0));
    }

    @Test
    void aRunThatIsShortOfItsBudgetLeavesTheWindowToTheRunsAfterIt() {
        ModelOfRun broke = row(1, true);
        ModelOfRun nearly = row(2, true);
        ModelOfRun free = row(3, false);
        Budgets budgets = new Budgets(Map.of(broke.run(), 0L, nearly.run(), 10L));

        List<Portion> granted = round(budgets, List.of(broke, nearly, free));

        assertThat(granted).containsExactlyInAnyOrder(new Portion(nearly, 0, 10), new Portion(free, 0, 54));
        assertThat(budgets.held).containsEntry(nearly.run(), 10L);
    }

    @Test
    void whereNobodyIsShortBudgetsAreAskedOnce() {
        ModelOfRun rich = row(1, true);
        Budgets budgets = new Budgets(Map.of(rich.run(), 1_000L));

        assertThat(round(budgets, List.of(rich, row(2, false)))).containsExactly(new Portion(rich, 0, 64));
        assertThat(budgets.asked).containsExactly(rich.run());
    }

    @Test
    void whereAllAreShortTheRoundEnds() {
        List<ModelOfRun> rows = List.of(row(1, true), row(2, true));
        Budgets budgets = new Budgets(Map.of(new UUID(0, 1), 0L, new UUID(0, 2), 0L));

        assertThat(round(budgets, rows)).isEmpty();
    }
}
