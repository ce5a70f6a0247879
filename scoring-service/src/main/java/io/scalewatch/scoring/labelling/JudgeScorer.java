package io.scalewatch.scoring.labelling;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.Failure;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.JudgedAnswer;
import io.scalewatch.contracts.event.JudgedBy;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.scoring.extraction.Extraction;
import io.scalewatch.scoring.extraction.VerdictReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Makes the two scores of what a judge said: one of the judge's own prompt, by which its run is paced, paid and
/// ended, and one of the answer that it judged, under a scoring version that names the judge. Without a verdict
/// both are failures: no state of the judge is an answer of the judged model, neither right nor wrong.
public final class JudgeScorer {

    /// @param own of the judge's prompt; its trial says that it is no answer to the sample
    /// @param folded of the judged answer
    public record Scores(CompletionScored own, CompletionScored folded) {

        public List<CompletionScored> all() {
            return List.of(own, folded);
        }
    }

    /// @param judged what the completion's prompt has as its parent
    public Scores score(PromptCompleted completed, JudgedAnswer judged, Instant now) {
        if (completed.failure().isPresent()) {
            Failure failure = completed.failure().get();
            return withoutVerdict(completed, judged, failure, "the judge's call failed: " + failure.kind(), now);
        }
        String said = completed.text().orElseThrow();
        VerdictReader reader = new VerdictReader(judged.verdicts().keySet());
        return switch (reader.read(said, completed.finishReason())) {
            case Extraction.Found found -> judged(completed, judged, found, now);
            case Extraction.Refused refused -> withoutVerdict(completed, judged, "declined", now);
            case Extraction.Nothing nothing ->
                withoutVerdict(
                        completed,
                        judged,
                        completed
                                        .finishReason()
                                        .filter(FinishReason.CONTENT_FILTER::equals)
                                        .isPresent()
                                ? "content-filter"
                                : nothing.why().text(),
                        now);
        };
    }

    private static Scores judged(PromptCompleted completed, JudgedAnswer judged, Extraction.Found found, Instant now) {
        Label label = judged.verdicts().get(found.value());
        Verdict verdict = new Verdict(
                label,
                Optional.of(found.value()),
                Optional.of(found.span()),
                Optional.of(found.rule()),
                label == Label.UNPARSED ? Optional.of(Extraction.Why.NO_ANSWER.text()) : Optional.empty(),
                Optional.empty());
        return new Scores(
                CompletionScorer.labelled(completed, verdict, Optional.empty(), now),
                folded(completed.prompt(), judged, Optional.of(verdict), Optional.empty(), now));
    }

    private static Scores withoutVerdict(PromptCompleted completed, JudgedAnswer judged, String why, Instant now) {
        Failure failure = new Failure(FailureKind.NO_VERDICT, "the judge's answer holds no verdict: " + why);
        return withoutVerdict(completed, judged, failure, failure.message(), now);
    }

    private static Scores withoutVerdict(
            PromptCompleted completed, JudgedAnswer judged, Failure own, String folded, Instant now) {
        return new Scores(
                CompletionScorer.failure(completed, own, now),
                folded(
                        completed.prompt(),
                        judged,
                        Optional.empty(),
                        Optional.of(new Failure(FailureKind.NO_VERDICT, folded)),
                        now));
    }

    /// Without cost, tokens and latency: they are the judge's, and its own score has them.
    private static CompletionScored folded(
            PromptIssued prompt,
            JudgedAnswer judged,
            Optional<Verdict> verdict,
            Optional<Failure> failure,
            Instant now) {
        JudgedBy judge =
                new JudgedBy(prompt.id(), prompt.model().model(), prompt.model().version(), judged.promptVersion());
        return new CompletionScored(
                judged.id(),
                judged.model(),
                judged.trial(),
                JudgedVersion.of(CompletionScorer.VERSION, judge),
                verdict.map(Verdict::label),
                failure,
                verdict.flatMap(Verdict::extracted),
                // Of the judge's text, not of the judged one.
                Optional.empty(),
                verdict.flatMap(Verdict::rule),
                verdict.flatMap(Verdict::why),
                Optional.empty(),
                0,
                Optional.empty(),
                0,
                judged.issuedAt(),
                now,
                Optional.empty(),
                Optional.of(judge),
                Optional.empty());
    }
}
