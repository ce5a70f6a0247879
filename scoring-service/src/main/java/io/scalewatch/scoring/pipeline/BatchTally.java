package io.scalewatch.scoring.pipeline;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.Label;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/// What one transaction held. It is reported when it is committed, so that an aborted one counts nothing.
final class BatchTally {

    private final Map<Label, Integer> labels = new EnumMap<>(Label.class);
    private final Map<FailureKind, Integer> failures = new EnumMap<>(FailureKind.class);
    private final Map<String, Integer> unparsed = new HashMap<>();
    private final Map<String, Integer> verdicts = new HashMap<>();
    private int deadLetters;
    private int records;
    private Instant oldest = Instant.MAX;

    void scored(CompletionScored score, Instant completedAt) {
        records++;
        score.label().ifPresent(label -> labels.merge(label, 1, Integer::sum));
        score.failure().ifPresent(failure -> failures.merge(failure.kind(), 1, Integer::sum));
        score.why().ifPresent(why -> unparsed.merge(why, 1, Integer::sum));
        if (completedAt.isBefore(oldest)) {
            oldest = completedAt;
        }
    }

    /// The score of an answer that a judge was asked about, beside that of the judge's prompt.
    void judged(CompletionScored score) {
        verdicts.merge(score.label().map(Enum::name).orElse("NONE"), 1, Integer::sum);
    }

    void deadLetter() {
        records++;
        deadLetters++;
    }

    Map<Label, Integer> labels() {
        return labels;
    }

    Map<FailureKind, Integer> failures() {
        return failures;
    }

    /// By reason.
    Map<String, Integer> unparsed() {
        return unparsed;
    }

    /// By the label that a judge has given; `NONE` where there was no verdict.
    Map<String, Integer> verdicts() {
        return verdicts;
    }

    int deadLetters() {
        return deadLetters;
    }

    int records() {
        return records;
    }

    /// When the completion that waited longest was made; [Instant#MAX] for a batch of dead letters alone.
    Instant oldest() {
        return oldest;
    }
}
