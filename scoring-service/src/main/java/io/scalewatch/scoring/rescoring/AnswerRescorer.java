package io.scalewatch.scoring.rescoring;

import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.scoring.labelling.CompletionScorer;
import java.time.Clock;
import java.util.Optional;

/// Scores one past answer again.
final class AnswerRescorer {

    private final Rescoring rescoring;
    private final CompletionScorer scorer;
    private final Clock clock;

    AnswerRescorer(Rescoring rescoring, CompletionScorer scorer, Clock clock) {
        this.rescoring = rescoring;
        this.scorer = scorer;
        this.clock = clock;
    }

    /// Nothing for a call that failed, and for a task whose answers stay as they are.
    Optional<CompletionScored> rescore(PromptCompleted completed) {
        PromptIssued prompt = completed.prompt();
        if (completed.failure().isPresent() || !prompt.id().runId().equals(rescoring.runId())) {
            return Optional.empty();
        }
        return rescoring.task(prompt.trial()).map(task -> {
            AnswerSpec answer = task.answers().getOrDefault(prompt.trial().sample(), prompt.answer());
            return scorer.score(with(completed, answer), clock.instant())
                    .rescored(rescoring.id(), task.scoringVersion());
        });
    }

    private static PromptCompleted with(PromptCompleted completed, AnswerSpec answer) {
        PromptIssued prompt = completed.prompt();
        return new PromptCompleted(
                new PromptIssued(
                        prompt.id(),
                        prompt.model(),
                        prompt.trial(),
                        prompt.messages(),
                        prompt.generation(),
                        answer,
                        prompt.endpoint(),
                        prompt.servedModel(),
                        prompt.issuedAt()),
                completed.text(),
                completed.failure(),
                completed.finishReason(),
                completed.tokens(),
                completed.costUsd(),
                completed.callLatencyMillis(),
                completed.tries(),
                completed.servedModel(),
                completed.fingerprint(),
                completed.classLogProbabilities(),
                completed.completedAt());
    }
}
