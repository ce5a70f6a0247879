package io.scalewatch.inference.provider;

import com.fasterxml.jackson.core.JsonGenerator;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.PromptIssued;
import java.io.IOException;
import java.util.Locale;

/// The body of a chat completion request, as OpenAI's API and the many that follow it take it.
final class OpenAiChatRequest {

    private OpenAiChatRequest() {}

    /// The body in JSON, UTF-8.
    ///
    /// @param reasoning for a model that reasons: it refuses what it does not sample with
    static byte[] encode(PromptIssued prompt, boolean reasoning) {
        return JsonBody.of(json -> {
            json.writeStringField("model", Provider.model(prompt));
            json.writeArrayFieldStart("messages");
            for (Message message : prompt.messages()) {
                json.writeStartObject();
                json.writeStringField("role", Prompted.role(message));
                json.writeStringField("content", message.content());
                json.writeEndObject();
            }
            json.writeEndArray();
            writeGeneration(json, prompt, reasoning);
        });
    }

    private static void writeGeneration(JsonGenerator json, PromptIssued prompt, boolean reasoning) throws IOException {
        GenerationParameters generation = prompt.generation();
        boolean classes = Prompted.comparesClasses(prompt);
        json.writeNumberField(reasoning ? "max_completion_tokens" : "max_tokens", classes ? 1 : generation.maxTokens());
        if (!reasoning) {
            json.writeNumberField("temperature", generation.temperature());
            if (generation.topP().isPresent()) {
                json.writeNumberField("top_p", generation.topP().get());
            }
        }
        if (generation.seed().isPresent()) {
            json.writeNumberField("seed", generation.seed().get().longValue());
        }
        if (generation.stop().isPresent()) {
            JsonBody.writeTexts(json, "stop", generation.stop().get());
        }
        if (generation.reasoningEffort().isPresent()) {
            json.writeStringField(
                    "reasoning_effort",
                    generation.reasoningEffort().get().name().toLowerCase(Locale.ROOT));
        }
        if (classes) {
            json.writeBooleanField("logprobs", true);
            json.writeNumberField("top_logprobs", LetterLogProbabilities.MOST);
        }
    }
}
