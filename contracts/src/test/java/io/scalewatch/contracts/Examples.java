package io.scalewatch.contracts;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.Span;
import io.scalewatch.contracts.event.TokenUsage;
import io.scalewatch.contracts.event.Trial;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// One of each event on a prompt's way.
final class Examples {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    static final PromptId ID = new PromptId(UUID.fromString("00000000-0000-4000-8000-000000000001"), 17, 0);

    private Examples() {}

    static PromptIssued issued() {
        return new PromptIssued(
                ID,
                new ModelVersion("aurora", "aurora-7b", "v1", 7_000_000_000L),
                new Trial("distractor-arithmetic", "0123456789ab", "baseline", "s1", "g1", false, 0, Map.of("a", 3.0)),
                List.of(Message.user("A train has 73 seats. What is 3 + 4?")),
                GenerationParameters.DEFAULT,
                new AnswerSpec(AnswerKind.NUMBER, List.of("7"), Map.of(Label.DISTRACTOR, List.of("73", "76"))),
                "simulated",
                Optional.empty(),
                NOW);
    }

    static PromptCompleted completed() {
        return new PromptCompleted(
                issued(),
                Optional.of("The answer is 7."),
                Optional.empty(),
                Optional.of(FinishReason.STOP),
                new TokenUsage(20, 6),
                0.0,
                12,
                1,
                Optional.of("aurora-7b"),
                Optional.empty(),
                Map.of(),
                NOW);
    }

    static CompletionScored scored() {
        return new CompletionScored(
                ID,
                issued().model(),
                issued().trial(),
                "1",
                Optional.of(Label.CORRECT),
                Optional.empty(),
                Optional.of("7"),
                Optional.of(new Span(14, 15)),
                Optional.of("final-statement"),
                Optional.empty(),
                Optional.empty(),
                0.0,
                Optional.of(new TokenUsage(20, 6)),
                12,
                NOW,
                NOW);
    }
}
