package io.scalewatch.inference.chat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.TokenUsage;
import java.io.IOException;
import java.util.Optional;

/// Reads the body of a chat completion. Only the fields that matter are looked at, in a single pass; unknown ones
/// are skipped. Messages never quote the body: it may hold prompt and completion.
public final class ChatResponse {

    private static final JsonFactory JSON = Json.mapper().getFactory();

    private String content;
    private String refusal;
    private String finishReason;
    private String model;
    private String fingerprint;
    private String id;
    private long promptTokens;
    private long completionTokens;
    private boolean choiceSeen;

    private ChatResponse() {}

    /// Reads the body of a response with a status of success.
    ///
    /// @return the answer, or a failure of kind `invalid-response` with the reason
    public static CallResult decode(byte[] body) {
        if (body == null || body.length == 0) {
            return invalid("the response is empty");
        }
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return invalid("the response is not a JSON object");
            }
            ChatResponse response = new ChatResponse();
            response.readResponse(json);
            return response.result();
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : ", at byte " + e.getLocation().getByteOffset();
            return invalid("the response is not JSON" + place + ", of " + body.length + " bytes");
        } catch (IOException e) {
            return invalid("the response is not JSON");
        }
    }

    private CallResult result() {
        if (!choiceSeen) {
            return invalid("the response has no choices");
        }
        Optional<FinishReason> reason = Optional.ofNullable(finishReason).map(ChatResponse::finishReason);
        String text = content != null ? content : refusal;
        if (text == null) {
            // A model that spent all its tokens on reasoning has answered nothing, which is an answer.
            if (reason.filter(FinishReason.LENGTH::equals).isEmpty()) {
                return invalid("the response's message has no text content");
            }
            text = "";
        }
        return new CallResult.Answered(
                text,
                reason,
                new TokenUsage(Math.max(0, promptTokens), Math.max(0, completionTokens)),
                Optional.ofNullable(model),
                Optional.ofNullable(fingerprint),
                Optional.ofNullable(id));
    }

    private void readResponse(JsonParser json) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "choices" -> readChoices(json, value);
                case "usage" -> readUsage(json, value);
                case "id" -> id = text(json, value);
                case "model" -> model = text(json, value);
                case "system_fingerprint" -> fingerprint = text(json, value);
                default -> json.skipChildren();
            }
        }
    }

    private void readChoices(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (!choiceSeen && json.currentToken() == JsonToken.START_OBJECT) {
                choiceSeen = true;
                readChoice(json);
            } else {
                json.skipChildren();
            }
        }
    }

    private void readChoice(JsonParser json) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "message" -> readMessage(json, value);
                case "finish_reason" -> finishReason = text(json, value);
                default -> json.skipChildren();
            }
        }
    }

    private void readMessage(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            JsonToken token = json.nextToken();
            switch (field) {
                case "content" -> content = text(json, token);
                case "refusal" -> refusal = text(json, token);
                default -> json.skipChildren();
            }
        }
    }

    private void readUsage(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            JsonToken token = json.nextToken();
            switch (field) {
                case "prompt_tokens" -> promptTokens = number(json, token);
                case "completion_tokens" -> completionTokens = number(json, token);
                default -> json.skipChildren();
            }
        }
    }

    private static String text(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        json.skipChildren();
        return null;
    }

    private static long number(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NUMBER_INT) {
            return json.getLongValue();
        }
        json.skipChildren();
        return 0;
    }

    private static FinishReason finishReason(String name) {
        return switch (name) {
            case "stop" -> FinishReason.STOP;
            case "length" -> FinishReason.LENGTH;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.OTHER;
        };
    }

    private static CallResult invalid(String message) {
        return new CallResult.Failed(FailureKind.INVALID_RESPONSE, message);
    }
}
