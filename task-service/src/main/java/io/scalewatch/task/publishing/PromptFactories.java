package io.scalewatch.task.publishing;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.Failure;
import io.scalewatch.task.judged.JudgedAnswers;
import io.scalewatch.task.plan.JudgePlan;
import io.scalewatch.task.plan.RunPlan;
import io.scalewatch.task.runs.JudgeRuns;
import io.scalewatch.task.runs.RunOrigins;
import io.scalewatch.task.runs.RunPlans;
import jakarta.enterprise.context.Dependent;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Makes prompts. A run's plan is made again from its spec, once. Every user has their own; not thread-safe.
@Dependent
public class PromptFactories {

    private static final Logger LOG = Logger.getLogger(PromptFactories.class);

    private final RunPlans plans;
    private final RunOrigins origins;
    private final JudgeRuns judges;
    private final JudgedAnswers answers;
    private final Map<UUID, PromptSource> sources = new HashMap<>();
    private final Set<UUID> broken = new HashSet<>();

    PromptFactories(RunPlans plans, RunOrigins origins, JudgeRuns judges, JudgedAnswers answers) {
        this.plans = plans;
        this.origins = origins;
        this.judges = judges;
        this.answers = answers;
    }

    /// @throws IllegalStateException if the run, or a task version that it was created with, is gone
    PromptSource of(UUID run) {
        PromptSource known = sources.get(run);
        if (known != null) {
            return known;
        }
        RunPlans.Planned planned = plans.of(run);
        PromptSource source = switch (planned.plan()) {
            case RunPlan plan -> new PromptFactory(run, planned.spec(), plan, origins.kind(run));
            case JudgePlan plan -> new JudgePromptSource(run, planned.spec(), plan, judges, answers);
        };
        sources.put(run, source);
        return source;
    }

    /// The ends of some prompts of a run without an answer. Its plan is not kept.
    ///
    /// @param attempts index to attempt
    public List<CompletionScored> failures(
            UUID run, Map<Long, Integer> attempts, Failure failure, String scoringVersion, Instant now) {
        PromptSource source = of(run);
        sources.remove(run);
        return attempts.entrySet().stream()
                .map(prompt -> source.failure(
                        new PromptSource.Asked(prompt.getKey(), prompt.getValue()), failure, scoringVersion, now))
                .toList();
    }

    /// Whether the prompts of a run can be made. If not, that is said once, and must not hold up other runs.
    boolean isMakeable(UUID run) {
        if (broken.contains(run)) {
            return false;
        }
        try {
            // Not yet, for a judge's run whose answers are being looked up.
            if (!sources.containsKey(run) && judges.isWaiting(run)) {
                return false;
            }
            of(run);
            return true;
        } catch (IllegalStateException | IllegalArgumentException e) {
            broken.add(run);
            LOG.errorf("Prompts of a run can't be made, run=%s cause=%s", run, e.getMessage());
            return false;
        }
    }

    /// Gives back what the making of prompts holds on the broker.
    void close() {
        answers.close();
    }

    /// Forgets all others.
    void retain(Collection<UUID> open) {
        sources.keySet().retainAll(open);
        broken.retainAll(open);
    }
}
