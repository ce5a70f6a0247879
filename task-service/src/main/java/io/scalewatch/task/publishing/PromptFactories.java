package io.scalewatch.task.publishing;

import io.scalewatch.contracts.event.PromptIssued;
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
    private final Map<UUID, PromptFactory> factories = new HashMap<>();
    private final Set<UUID> broken = new HashSet<>();

    PromptFactories(RunPlans plans, RunOrigins origins) {
        this.plans = plans;
        this.origins = origins;
    }

    /// @throws IllegalStateException if the run, or a task version that it was created with, is gone
    PromptFactory of(UUID run) {
        PromptFactory known = factories.get(run);
        if (known != null) {
            return known;
        }
        RunPlans.Planned planned = plans.of(run);
        PromptFactory factory = new PromptFactory(run, planned.spec(), planned.plan(), origins.kind(run));
        factories.put(run, factory);
        return factory;
    }

    /// Some prompts of a run, whose plan is not kept.
    ///
    /// @param attempts index to attempt
    public List<PromptIssued> prompts(UUID run, Map<Long, Integer> attempts, Instant now) {
        PromptFactory factory = of(run);
        factories.remove(run);
        return attempts.entrySet().stream()
                .map(prompt -> factory.prompt(prompt.getKey(), prompt.getValue(), now))
                .toList();
    }

    /// Whether the prompts of a run can be made. If not, that is said once, and must not hold up other runs.
    boolean isMakeable(UUID run) {
        if (broken.contains(run)) {
            return false;
        }
        try {
            of(run);
            return true;
        } catch (IllegalStateException | IllegalArgumentException e) {
            broken.add(run);
            LOG.errorf("Prompts of a run can't be made, run=%s cause=%s", run, e.getMessage());
            return false;
        }
    }

    /// Forgets all others.
    void retain(Collection<UUID> open) {
        factories.keySet().retainAll(open);
        broken.retainAll(open);
    }
}
