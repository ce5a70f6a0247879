package io.scalewatch.task.publishing;

import io.scalewatch.task.publishing.Pacer.Portion;
import io.scalewatch.task.runs.StoredRuns;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Cuts what is to be published down to what the runs' budgets have room for. While prompts are out, a run that
/// is short waits: most of them take less than was held back for them. When nothing is out and there is no room
/// for one more, the run is paused, with the reason; a user may raise the budget and resume it.
@ApplicationScoped
public class BudgetGuard {

    private final BudgetStore store;
    private final StoredRuns runs;

    BudgetGuard(BudgetStore store, StoredRuns runs) {
        this.store = store;
        this.runs = runs;
    }

    List<Portion> withinBudgets(List<Portion> wanted) {
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
            if (of.granted().isEmpty() && of.room().out() == 0) {
                of.room().shortOf().ifPresent(cause -> runs.pause(run, cause));
            }
        });
        return granted;
    }
}
