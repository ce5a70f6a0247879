package io.scalewatch.task.publishing;

import io.scalewatch.task.publishing.Pacer.Portion;
import io.scalewatch.task.runs.RunState.Cause;
import io.scalewatch.task.runs.StoredRuns;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/// Cuts what is to be published down to what the runs' budgets have room for. While prompts are out, a run that
/// is short waits: most of them take less than was held back for them. When nothing is out and there is no room
/// for one more, the run is paused, with the reason; a user may raise the budget and resume it.
///
/// What a run that is short leaves is handed on in the same round: else the runs after it would wait for it.
@ApplicationScoped
public class BudgetGuard {

    private final BudgetStore store;
    private final StoredRuns runs;

    BudgetGuard(BudgetStore store, StoredRuns runs) {
        this.store = store;
        this.runs = runs;
    }

    /// @param decide what is wanted where these models of runs may publish no more than this
    List<Portion> withinBudgets(Function<Map<ModelOfRun, Portion>, List<Portion>> decide) {
        Map<ModelOfRun, Portion> most = new HashMap<>();
        Map<UUID, Cause> exhausted = new LinkedHashMap<>();
        while (true) {
            List<Portion> wanted = decide.apply(most);
            Map<ModelOfRun, Portion> granted = new LinkedHashMap<>();
            withinBudgets(wanted, exhausted).forEach(portion -> granted.put(portion.of(), portion));
            boolean cut = false;
            for (Portion portion : wanted) {
                Portion of = granted.getOrDefault(portion.of(), new Portion(portion.of(), 0, 0));
                // What was granted before is held back for it and granted again: each is cut once at most.
                if (of.prompts() < portion.prompts() && !of.equals(most.put(portion.of(), of))) {
                    cut = true;
                }
            }
            if (!cut) {
                exhausted.forEach((run, cause) -> runs.pause(run, cause));
                return List.copyOf(granted.values());
            }
        }
    }

    private List<Portion> withinBudgets(List<Portion> wanted, Map<UUID, Cause> exhausted) {
        List<Portion> granted = new ArrayList<>();
        Map<UUID, List<Portion>> budgeted = new LinkedHashMap<>();
        for (Portion portion : wanted) {
            if (portion.of().budgeted()) {
                budgeted.computeIfAbsent(portion.of().run(), run -> new ArrayList<>())
                        .add(portion);
            } else {
                granted.add(portion);
            }
        }
        budgeted.forEach((run, portions) -> {
            BudgetStore.Granted of = store.reserve(run, portions);
            granted.addAll(of.granted());
            if (!of.granted().isEmpty()) {
                exhausted.remove(run);
            } else if (of.room().out() == 0) {
                of.room().shortOf().ifPresent(cause -> exhausted.put(run, cause));
            }
        });
        return granted;
    }
}
