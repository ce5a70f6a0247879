package io.scalewatch.inference.provider;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.ReasoningEffort;
import io.scalewatch.contracts.event.TokenUsage;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Ollama's own chat, which tells what its compatible one does not: log-probabilities, and by [#models(URI)]
/// which weights a name stands for.
public record OllamaChat() implements Provider {

    @Override
    public String name() {
        return "ollama";
    }

    @Override
    public URI address(URI base) {
        return Addresses.below(root(base), "api/chat");
    }

    /// Lists the models with their digests, by GET.
    public URI models(URI base) {
        return Addresses.below(root(base), "api/tags");
    }

    /// `/v1` is the compatible API's.
    private static URI root(URI base) {
        return URI.create(base.toString().replaceFirst("/v1/?$", ""));
    }

    @Override
    public Map<String, String> headers(String key) {
        return Addresses.bearer(key);
    }

    /// By the models' names, from the list of models; empty if it can't be read.
    public Map<String, String> digests(byte[] list) {
        Map<String, String> digests = new HashMap<>();
        try {
            for (JsonNode model : JsonBody.object(list).path("models")) {
                String name = model.path("name").asText();
                String digest = model.path("digest").asText();
                if (!digest.isEmpty()) {
                    digests.put(name, digest);
                    if (name.endsWith(":latest")) {
                        digests.put(name.substring(0, name.length() - ":latest".length()), digest);
                    }
                }
            }
        } catch (InvalidBodyException e) {
            return Map.of();
        }
        return digests;
    }

    @Override
    public List<byte[]> requests(PromptIssued prompt) {
        return List.of(JsonBody.of(json -> {
            json.writeStringField("model", Provider.model(prompt));
            json.writeArrayFieldStart("messages");
            for (Message message : prompt.messages()) {
                json.writeStartObject();
                json.writeStringField("role", Prompted.role(message));
                json.writeStringField("content", message.content());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeBooleanField("stream", false);
            writeGeneration(json, prompt);
        }));
    }

    private static void writeGeneration(JsonGenerator json, PromptIssued prompt) throws IOException {
        GenerationParameters generation = prompt.generation();
        boolean classes = Prompted.comparesClasses(prompt);
        if (generation.reasoningEffort().isPresent()) {
            writeEffort(json, generation.reasoningEffort().get());
        }
        if (classes) {
            json.writeBooleanField("logprobs", true);
            json.writeNumberField("top_logprobs", LetterLogProbabilities.MOST);
        }
        json.writeObjectFieldStart("options");
        json.writeNumberField("num_predict", classes ? 1 : generation.maxTokens());
        json.writeNumberField("temperature", generation.temperature());
        if (generation.topP().isPresent()) {
            json.writeNumberField("top_p", generation.topP().get());
        }
        if (generation.seed().isPresent()) {
            json.writeNumberField("seed", generation.seed().get().longValue());
        }
        if (generation.stop().isPresent()) {
            JsonBody.writeTexts(json, "stop", generation.stop().get());
        }
        json.writeEndObject();
    }

    private static void writeEffort(JsonGenerator json, ReasoningEffort effort) throws IOException {
        if (effort == ReasoningEffort.MINIMAL) {
            json.writeBooleanField("think", false);
        } else {
            json.writeStringField("think", effort.name().toLowerCase(Locale.ROOT));
        }
    }

    @Override
    public CallResult answer(PromptIssued prompt, List<byte[]> responses) {
        try {
            JsonNode response = JsonBody.object(responses.getFirst());
            CallResult.Answered answered = answered(response);
            return Prompted.comparesClasses(prompt)
                    ? LetterLogProbabilities.complete(answered, response.path("logprobs"), Prompted.classes(prompt))
                    : answered;
        } catch (InvalidBodyException e) {
            return e.failed();
        }
    }

    private static CallResult.Answered answered(JsonNode response) throws InvalidBodyException {
        JsonNode content = response.path("message").path("content");
        if (!content.isTextual()) {
            throw new InvalidBodyException("the response's message has no text content");
        }
        return new CallResult.Answered(
                content.textValue(),
                FinishReasons.of(response.path("done_reason").textValue()),
                new TokenUsage(
                        JsonBody.count(response.path("prompt_eval_count")),
                        JsonBody.count(response.path("eval_count"))),
                Optional.ofNullable(response.path("model").textValue()),
                Optional.empty(),
                Optional.empty());
    }
}
