package io.scalewatch.inference.chat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.PromptIssued;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/// The body of a chat completion request, as OpenAI's API and the many that follow it take it.
public final class ChatRequest {

    private static final String[] ROLES = roles();

    private ChatRequest() {}

    /// The body in JSON, UTF-8.
    public static byte[] encode(PromptIssued prompt) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(512);
                JsonGenerator json = Json.mapper().getFactory().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("model", servedName(prompt));
            json.writeArrayFieldStart("messages");
            for (Message message : prompt.messages()) {
                json.writeStartObject();
                json.writeStringField("role", ROLES[message.role().ordinal()]);
                json.writeStringField("content", message.content());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberField("max_tokens", prompt.generation().maxTokens());
            json.writeNumberField("temperature", prompt.generation().temperature());
            if (prompt.generation().seed().isPresent()) {
                json.writeNumberField("seed", prompt.generation().seed().get().longValue());
            }
            json.writeEndObject();
            json.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The name by which the endpoint knows the model: what the version declares, else the model's own.
    public static String servedName(PromptIssued prompt) {
        return prompt.servedModel().orElseGet(() -> prompt.model().model());
    }

    private static String[] roles() {
        Message.Role[] roles = Message.Role.values();
        String[] names = new String[roles.length];
        for (Message.Role role : roles) {
            names[role.ordinal()] = role.name().toLowerCase(Locale.ROOT);
        }
        return names;
    }
}
