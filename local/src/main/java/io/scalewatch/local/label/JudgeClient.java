package io.scalewatch.local.label;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.local.CommandException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks one model behind an OpenAI-compatible endpoint, one prompt at a time. Whatever fails ends the command: a
/// measure of agreement that leaves out some lines by chance is none.
final class JudgeClient {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration CALL = Duration.ofSeconds(120);
    private static final int MOST_TOKENS = 512;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final URI url;
    private final String model;
    private final Optional<String> key;

    /// What was said, and how it ended where the endpoint says so.
    record Reply(String text, Optional<FinishReason> finish) {}

    /// @param base for example `http://127.0.0.1:8000/v1`
    JudgeClient(URI base, String model, Optional<String> key) {
        this.url = URI.create(base.toString().replaceAll("/+$", "") + "/chat/completions");
        this.model = model;
        this.key = key;
    }

    String model() {
        return model;
    }

    /// @throws CommandException if there is no answer
    Reply ask(List<Message> messages) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(url)
                    .timeout(CALL)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(Json.mapper()
                            .writeValueAsBytes(Map.of(
                                    "model", model,
                                    "messages", messages,
                                    "temperature", 0,
                                    "max_tokens", MOST_TOKENS))));
            key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new CommandException("the judge at " + url + " answers with status " + response.statusCode()
                        + ": is --judge-model " + model + " served there, and does it want --judge-key?");
            }
            return reply(Json.mapper().readTree(response.body()));
        } catch (JsonProcessingException e) {
            throw new CommandException("the judge at " + url + " answers something else than a chat completion");
        } catch (IOException e) {
            throw new CommandException("the judge at " + url + " can't be asked: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted");
        }
    }

    private Reply reply(JsonNode response) {
        JsonNode choice = response.at("/choices/0");
        if (!choice.at("/message/content").isTextual()
                && !choice.at("/message/content").isNull()) {
            throw new CommandException("the judge at " + url + " answers something else than a chat completion");
        }
        Optional<FinishReason> finish = switch (choice.path("finish_reason").asText()) {
            case "length" -> Optional.of(FinishReason.LENGTH);
            case "content_filter" -> Optional.of(FinishReason.CONTENT_FILTER);
            case "stop" -> Optional.of(FinishReason.STOP);
            default -> Optional.empty();
        };
        return new Reply(choice.at("/message/content").asText(""), finish);
    }
}
