package io.scalewatch.inference.provider;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.TokenUsage;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Anthropic's messages.
public record AnthropicMessages() implements Provider {

    private static final String VERSION = "2023-06-01";

    @Override
    public String name() {
        return "anthropic";
    }

    @Override
    public URI address(URI base) {
        return Addresses.below(base, "messages");
    }

    @Override
    public Map<String, String> headers(String key) {
        Map<String, String> headers = new HashMap<>(Map.of("anthropic-version", VERSION));
        if (!key.isEmpty()) {
            headers.put("x-api-key", key);
        }
        return headers;
    }

    @Override
    public List<byte[]> requests(PromptIssued prompt) {
        return List.of(JsonBody.of(json -> {
            json.writeStringField("model", Provider.model(prompt));
            json.writeNumberField("max_tokens", prompt.generation().maxTokens());
            String system = Prompted.system(prompt);
            if (!system.isEmpty()) {
                json.writeStringField("system", system);
            }
            json.writeArrayFieldStart("messages");
            for (Message message : prompt.messages()) {
                if (message.role() != Message.Role.SYSTEM) {
                    json.writeStartObject();
                    json.writeStringField("role", Prompted.role(message));
                    json.writeStringField("content", message.content());
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
            writeGeneration(json, prompt.generation());
        }));
    }

    private static void writeGeneration(JsonGenerator json, GenerationParameters generation) throws IOException {
        if (generation.reasoningBudget().isPresent()) {
            // With thinking, the API takes no temperature but its own.
            json.writeObjectFieldStart("thinking");
            json.writeStringField("type", "enabled");
            json.writeNumberField("budget_tokens", generation.reasoningBudget().get());
            json.writeEndObject();
        } else if (generation.topP().isEmpty()) {
            // It takes one of the two.
            json.writeNumberField("temperature", generation.temperature());
        }
        if (generation.topP().isPresent()) {
            json.writeNumberField("top_p", generation.topP().get());
        }
        if (generation.stop().isPresent()) {
            JsonBody.writeTexts(json, "stop_sequences", generation.stop().get());
        }
    }

    @Override
    public CallResult answer(PromptIssued prompt, List<byte[]> responses) {
        try {
            return answer(JsonBody.object(responses.getFirst()));
        } catch (InvalidBodyException e) {
            return e.failed();
        }
    }

    private static CallResult answer(JsonNode response) throws InvalidBodyException {
        JsonNode content = response.path("content");
        if (!content.isArray()) {
            throw new InvalidBodyException("the response has no content");
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode block : content) {
            // Others are thinking, and tools that nobody has given it.
            if ("text".equals(block.path("type").textValue())) {
                text.append(block.path("text").asText());
            }
        }
        JsonNode usage = response.path("usage");
        long read = JsonBody.count(usage.path("input_tokens"))
                + JsonBody.count(usage.path("cache_creation_input_tokens"))
                + JsonBody.count(usage.path("cache_read_input_tokens"));
        return new CallResult.Answered(
                text.toString(),
                FinishReasons.of(response.path("stop_reason").textValue()),
                new TokenUsage(read, JsonBody.count(usage.path("output_tokens"))),
                Optional.ofNullable(response.path("model").textValue()),
                Optional.empty(),
                Optional.ofNullable(response.path("id").textValue()));
    }
}
