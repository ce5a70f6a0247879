package io.scalewatch.task.runs;

import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.RunKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A run as REST shows it. All counts are prompts, each counted once, however often it was asked.
///
/// @param cause why it is paused or has failed
/// @param kind why it was started
/// @param failed ended without an answer
/// @param lost of the failed ones, those that were published, found nowhere, and asked again in vain
/// @param budget no limits where it has none
/// @param judge of a run that judges another one's answers: which, and what it asks
/// @param failures why prompts failed, the most frequent first, since they were last asked again; empty where many
///     runs are listed
/// @param history every state that it was in, the first first; empty where many runs are listed
/// @param endedAt when it came to its end, whichever
public record RunView(
        UUID id,
        RunState.Name state,
        Optional<RunState.Cause> cause,
        RunKind kind,
        Instant createdAt,
        Optional<Instant> endedAt,
        int priority,
        List<String> tasks,
        List<String> variants,
        int trials,
        long seed,
        long planned,
        long published,
        long scored,
        long failed,
        long lost,
        Spending spent,
        RunBudget budget,
        List<Model> models,
        Optional<JudgeSpec> judge,
        List<Failures> failures,
        List<Change> history) {

    /// What the answers took so far, those that came twice included.
    ///
    /// @param usd US dollars; 0 where the endpoints have no prices
    public record Spending(double usd, long promptTokens, long completionTokens) {}

    /// Prompts of a model that failed in the same way. One that was answered after all, late, is still among them.
    public record Failures(FailureKind kind, String model, String version, long failed) {}

    /// @param cause where the state has one
    public record Change(RunState.Name state, Optional<RunState.Cause> cause, Instant at) {}

    /// @param stalled the endpoint is unreachable or overloaded: it is only probed until it answers
    public record Model(
            String family,
            String model,
            String version,
            long planned,
            long published,
            long scored,
            long failed,
            long lost,
            boolean stalled) {}
}
