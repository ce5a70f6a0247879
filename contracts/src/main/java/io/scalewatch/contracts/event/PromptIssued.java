package io.scalewatch.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A prompt that a model is to answer. Topic `prompts`.
///
/// @param endpoint the name of the endpoint to call, described on the topic `endpoints`
/// @param servedModel the model name that the endpoint must answer with, where the version declares one
/// @param parent for a prompt of a judge, the answer that it is to judge
public record PromptIssued(
        PromptId id,
        ModelVersion model,
        Trial trial,
        List<Message> messages,
        GenerationParameters generation,
        AnswerSpec answer,
        String endpoint,
        Optional<String> servedModel,
        Instant issuedAt,
        Optional<JudgedAnswer> parent) {

    public PromptIssued {
        Require.notNull(id, "id");
        Require.notNull(model, "model");
        Require.notNull(trial, "trial");
        Require.that(messages != null && !messages.isEmpty(), "messages are missing");
        messages = List.copyOf(messages);
        Require.notNull(generation, "generation");
        Require.notNull(answer, "answer");
        Require.notBlank(endpoint, "endpoint");
        servedModel = Require.orEmpty(servedModel);
        Require.notNull(issuedAt, "issuedAt");
        parent = Require.orEmpty(parent);
    }

    /// A prompt of a sample, not of a judge.
    public PromptIssued(
            PromptId id,
            ModelVersion model,
            Trial trial,
            List<Message> messages,
            GenerationParameters generation,
            AnswerSpec answer,
            String endpoint,
            Optional<String> servedModel,
            Instant issuedAt) {
        this(id, model, trial, messages, generation, answer, endpoint, servedModel, issuedAt, Optional.empty());
    }

    /// The identity alone: content stays out of logs.
    @Override
    public String toString() {
        return "PromptIssued[" + id + "]";
    }
}
