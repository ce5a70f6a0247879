package io.scalewatch.local.e2e;

import io.scalewatch.contracts.event.FailureKind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What befalls the calls of an endpoint for a while, and what prompts may fail with in it.
enum Storm {
    RATE_LIMITED("storm-1", Set.of(), Map.of("kind", "rate-limited", "retryAfterSeconds", 1, "share", 0.2)),
    ERRORS("storm-2", Set.of(FailureKind.SERVER_ERROR), Map.of("kind", "error", "share", 0.2)),
    HUNG("storm-3", Set.of(FailureKind.TIMEOUT), Map.of("kind", "never", "share", 0.05)),
    BROKEN(
            "storm-4",
            Set.of(FailureKind.INVALID_RESPONSE),
            Map.of("kind", "garbage", "share", 0.025),
            Map.of("kind", "half-body", "share", 0.025)),
    DOWN("storm-5", Set.of(FailureKind.UNREACHABLE), Map.of("kind", "down")),
    MIX(
            "storm-6",
            Set.of(FailureKind.SERVER_ERROR, FailureKind.TIMEOUT, FailureKind.INVALID_RESPONSE),
            Map.of("kind", "rate-limited", "retryAfterSeconds", 1, "share", 0.1),
            Map.of("kind", "error", "share", 0.1),
            Map.of("kind", "never", "share", 0.025),
            Map.of("kind", "garbage", "share", 0.0125),
            Map.of("kind", "half-body", "share", 0.0125));

    private final String model;
    private final Set<FailureKind> kinds;
    private final List<Map<String, Object>> faults;

    @SafeVarargs
    Storm(String model, Set<FailureKind> kinds, Map<String, Object>... faults) {
        this.model = model;
        this.kinds = kinds;
        this.faults = List.of(faults);
    }

    /// Whom it befalls, by the name that the simulated models' server knows.
    String model() {
        return model;
    }

    Set<FailureKind> kinds() {
        return kinds;
    }

    void begins(ModelsAdmin models) {
        models.faults(model, faults);
    }

    String family() {
        return "in-" + model;
    }
}
