package io.scalewatch.scoring.labelling;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.Failure;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.TokenUsage;
import io.scalewatch.scoring.extraction.StatedConfidence;
import java.time.Instant;
import java.util.Optional;

/// Makes the score of a completion: a label, or the failure that took its place.
public final class CompletionScorer {

    /// Names the rules. It is part of a series' name, so scores by different rules are never mixed; raise it
    /// with every change that can change a label.
    public static final String VERSION = "1";

    private final CompletionLabeller labeller = new CompletionLabeller();

    public CompletionScored score(PromptCompleted completed, Instant now) {
        if (completed.failure().isPresent()) {
            return failure(completed, completed.failure().get(), now);
        }
        String text = completed.text().orElseThrow();
        try {
            Verdict verdict = labeller.label(completed.prompt().answer(), text, completed.finishReason());
            return labelled(completed, verdict, StatedConfidence.find(text), now);
        } catch (UnscorableException e) {
            // Neither wrong nor unparsed: the model may well have answered.
            return failure(completed, new Failure(FailureKind.UNSCORABLE, e.getMessage()), now);
        }
    }

    private static CompletionScored labelled(
            PromptCompleted completed, Verdict verdict, Optional<Double> confidence, Instant now) {
        PromptIssued prompt = completed.prompt();
        return new CompletionScored(
                prompt.id(),
                prompt.model(),
                prompt.trial(),
                VERSION,
                Optional.of(verdict.label()),
                Optional.empty(),
                verdict.extracted(),
                verdict.span(),
                verdict.rule(),
                verdict.why(),
                confidence,
                completed.costUsd(),
                tokens(completed),
                completed.callLatencyMillis(),
                prompt.issuedAt(),
                now);
    }

    private static CompletionScored failure(PromptCompleted completed, Failure failure, Instant now) {
        PromptIssued prompt = completed.prompt();
        return new CompletionScored(
                prompt.id(),
                prompt.model(),
                prompt.trial(),
                VERSION,
                Optional.empty(),
                Optional.of(failure),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                completed.costUsd(),
                tokens(completed),
                completed.callLatencyMillis(),
                prompt.issuedAt(),
                now);
    }

    private static Optional<TokenUsage> tokens(PromptCompleted completed) {
        return Optional.of(completed.tokens()).filter(tokens -> !tokens.equals(TokenUsage.NONE));
    }
}
