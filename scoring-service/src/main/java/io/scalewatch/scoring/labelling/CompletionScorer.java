package io.scalewatch.scoring.labelling;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.ClassLikelihood;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.Failure;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.ScoringRules;
import io.scalewatch.contracts.event.TokenUsage;
import java.time.Instant;
import java.util.Optional;

/// Makes the score of a completion: a label, or the failure that took its place.
public final class CompletionScorer {

    /// Names these rules.
    public static final String VERSION = ScoringRules.VERSION;

    private final CompletionLabeller labeller = new CompletionLabeller();
    private final ClassLabeller classLabeller = new ClassLabeller();

    public CompletionScored score(PromptCompleted completed, Instant now) {
        if (completed.failure().isPresent()) {
            return failure(completed, completed.failure().get(), now);
        }
        AnswerSpec spec = completed.prompt().answer();
        String text = completed.text().orElseThrow();
        try {
            if (spec.kind() == AnswerKind.LOGPROB) {
                ClassLabeller.Classified classified = classLabeller.label(spec, completed.classLogProbabilities());
                return labelled(completed, classified.verdict(), Optional.of(classified.likelihood()), now);
            }
            Verdict verdict = labeller.label(spec, text, completed.finishReason());
            return labelled(completed, verdict, Optional.empty(), now);
        } catch (UnscorableException e) {
            // Neither wrong nor unparsed: the model may well have answered.
            return failure(completed, new Failure(FailureKind.UNSCORABLE, e.getMessage()), now);
        }
    }

    static CompletionScored labelled(
            PromptCompleted completed, Verdict verdict, Optional<ClassLikelihood> classes, Instant now) {
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
                        verdict.confidence(),
                        completed.costUsd(),
                        tokens(completed),
                        completed.callLatencyMillis(),
                        prompt.issuedAt(),
                        now,
                        classes)
                .servedBy(Served.of(completed));
    }

    static CompletionScored failure(PromptCompleted completed, Failure failure, Instant now) {
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
                        now)
                .servedBy(Served.of(completed));
    }

    private static Optional<TokenUsage> tokens(PromptCompleted completed) {
        return Optional.of(completed.tokens()).filter(tokens -> !tokens.equals(TokenUsage.NONE));
    }
}
