package io.scalewatch.inference.provider;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.TokenUsage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Reads the body of a chat completion. Only the fields that matter are looked at, in a single pass; unknown
/// ones are skipped. Messages never quote the body: it may hold prompt and completion.
final class OpenAiChatResponse {

    private static final JsonFactory JSON = Json.mapper().getFactory();

    private final boolean wantsTokens;
    private String content;
    private String reasoning;
    private String refusal;
    private String finishReason;
    private String model;
    private String fingerprint;
    private String id;
    private long promptTokens;
    private long completionTokens;
    private boolean choiceSeen;
    private JsonNode tokens = MissingNode.getInstance();

    private OpenAiChatResponse(boolean wantsTokens) {
        this.wantsTokens = wantsTokens;
    }

    /// Reads the body of a response with a status of success.
    ///
    /// @return the answer, or a failure of kind `invalid-response` with the reason
    static CallResult decode(byte[] body) {
        try {
            return read(body, false).answered();
        } catch (InvalidBodyException e) {
            return e.failed();
        }
    }

    /// The same for an answer that is told by the log-probabilities of letters.
    static CallResult decodeClasses(byte[] body, List<String> classes) {
        try {
            OpenAiChatResponse response = read(body, true);
            return LetterLogProbabilities.complete(response.answered(), response.tokens, classes);
        } catch (InvalidBodyException e) {
            return e.failed();
        }
    }

    private static OpenAiChatResponse read(byte[] body, boolean wantsTokens) throws InvalidBodyException {
        if (body == null || body.length == 0) {
            throw new InvalidBodyException("the response is empty");
        }
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidBodyException("the response is not a JSON object");
            }
            OpenAiChatResponse response = new OpenAiChatResponse(wantsTokens);
            response.readResponse(json);
            return response;
        } catch (JsonProcessingException e) {
            throw new InvalidBodyException(JsonBody.notJson(e, body));
        } catch (IOException e) {
            throw new InvalidBodyException("the response is not JSON");
        }
    }

    private CallResult.Answered answered() throws InvalidBodyException {
        if (!choiceSeen) {
            throw new InvalidBodyException("the response has no choices");
        }
        Optional<FinishReason> reason = FinishReasons.of(finishReason);
        String text = content != null ? content : refusal;
        if (text == null) {
            // A model that spent all its tokens on reasoning has answered nothing, which is an answer; and so has one
            // whose answer was filtered.
            boolean answersNothing = reasoning != null
                    || reason.filter(r -> r == FinishReason.LENGTH || r == FinishReason.CONTENT_FILTER)
                            .isPresent();
            if (!answersNothing && !wantsTokens) {
                throw new InvalidBodyException("the response's message has no text content");
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
                case "logprobs" -> readLogProbabilities(json);
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
                case "reasoning_content", "reasoning" -> reasoning = text(json, token);
                default -> json.skipChildren();
            }
        }
    }

    private void readLogProbabilities(JsonParser json) throws IOException {
        if (wantsTokens) {
            tokens = json.<JsonNode>readValueAsTree().path("content");
        } else {
            json.skipChildren();
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
}
