package io.scalewatch.task.runs;

import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.catalogue.Tasks;
import io.scalewatch.task.plan.JudgePlan;
import io.scalewatch.task.plan.PromptPlan;
import io.scalewatch.task.plan.RunPlan;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/// Makes the plans of stored runs again.
@ApplicationScoped
public class RunPlans {

    private final RunStore store;
    private final Tasks tasks;
    private final JudgeRuns judges;

    RunPlans(RunStore store, Tasks tasks, JudgeRuns judges) {
        this.store = store;
        this.tasks = tasks;
        this.judges = judges;
    }

    public record Planned(RunSpec spec, PromptPlan plan) {}

    /// @throws IllegalStateException if the run, or a task version that it was created with, is gone
    public Planned of(UUID run) {
        RunSpec spec = store.spec(run).orElseThrow(() -> new IllegalStateException("there is no run " + run));
        if (spec.judge().isPresent()) {
            return new Planned(spec, new JudgePlan(of(spec.judge().get().run()).plan(), judges.answers(run)));
        }
        List<TaskVersion> versions = spec.tasks().stream()
                .map(task -> tasks.find(task.name(), task.version())
                        .orElseThrow(() -> new IllegalStateException("there is no version " + task + " of run " + run)))
                .toList();
        return new Planned(spec, new RunPlan(spec, versions));
    }
}
