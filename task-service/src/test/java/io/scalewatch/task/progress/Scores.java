package io.scalewatch.task.progress;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.Failure;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.event.Trial;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Scores of prompts that nobody asked.
final class Scores {

    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    private Scores() {}

    static CompletionScored label(UUID run, long index, int attempt) {
        return score(run, index, attempt, Optional.of(Label.TRAP), Optional.empty());
    }

    static CompletionScored failure(UUID run, long index, int attempt, FailureKind kind) {
        return score(run, index, attempt, Optional.empty(), Optional.of(new Failure(kind, "")));
    }

    private static CompletionScored score(
            UUID run, long index, int attempt, Optional<Label> label, Optional<Failure> failure) {
        return new CompletionScored(
                new PromptId(run, index, attempt),
                new ModelVersion("family", "model", "1", 1000),
                new Trial("task", "v1", "baseline", "sample", "group", false, 0, Map.of()),
                "s1",
                label,
                failure,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                10,
                NOW,
                NOW);
    }
}
