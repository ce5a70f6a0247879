package io.scalewatch.inference.testing;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.Trial;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Prompts to test with.
public final class Prompts {

    private Prompts() {}

    public static PromptId id(long index) {
        return new PromptId(new UUID(1, 2), index, 0);
    }

    /// A prompt whose text is its identity.
    public static PromptIssued prompt(PromptId id, String endpoint, String model) {
        return prompt(id, endpoint, model, Optional.empty());
    }

    /// What this prompt asks, by other words.
    public static PromptIssued asking(List<Message> messages, GenerationParameters generation, AnswerSpec answer) {
        PromptIssued prompt = prompt(id(1), "local", "model");
        return new PromptIssued(
                prompt.id(),
                prompt.model(),
                prompt.trial(),
                messages,
                generation,
                answer,
                prompt.endpoint(),
                prompt.servedModel(),
                prompt.issuedAt());
    }

    /// The sample's classes are compared by log-probability.
    public static AnswerSpec classes(String... classes) {
        return new AnswerSpec(AnswerKind.LOGPROB, List.of(classes[0]), List.of(classes), Map.of(), Optional.empty());
    }

    public static PromptIssued prompt(PromptId id, String endpoint, String model, Optional<String> servedModel) {
        return new PromptIssued(
                id,
                new ModelVersion("family", model, "1", 1_000_000),
                new Trial("task", "v1", "baseline", "sample-" + id.index(), "group", false, 0, Map.of()),
                List.of(Message.user(id.toString())),
                new GenerationParameters(64, 0.5, Optional.of(7L)),
                new AnswerSpec(AnswerKind.NUMBER, List.of("42"), Map.of()),
                endpoint,
                servedModel,
                Instant.parse("2026-11-22T00:00:00Z"));
    }
}
