package io.scalewatch.inference.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.TokenUsage;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// OpenAI's completions, which continue a text: vLLM, llama-cpp-python. They echo the prompt with the
/// log-probabilities of its tokens, and so tell those of class strings, one request for each class.
public record OpenAiCompletions() implements Provider {

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public URI address(URI base) {
        return Addresses.below(base, "completions");
    }

    @Override
    public Map<String, String> headers(String key) {
        return Addresses.bearer(key);
    }

    @Override
    public List<byte[]> requests(PromptIssued prompt) {
        String text = Prompted.text(prompt);
        return Prompted.comparesClasses(prompt)
                ? Prompted.classes(prompt).stream()
                        .map(name -> echo(prompt, text + name))
                        .toList()
                : List.of(generation(prompt, text));
    }

    /// One token is generated because some servers know no fewer, or take none for as many as there can be.
    private static byte[] echo(PromptIssued prompt, String text) {
        return JsonBody.of(json -> {
            json.writeStringField("model", Provider.model(prompt));
            json.writeStringField("prompt", text);
            json.writeNumberField("max_tokens", 1);
            json.writeNumberField("temperature", 0);
            json.writeBooleanField("echo", true);
            json.writeNumberField("logprobs", 1);
        });
    }

    private static byte[] generation(PromptIssued prompt, String text) {
        GenerationParameters generation = prompt.generation();
        return JsonBody.of(json -> {
            json.writeStringField("model", Provider.model(prompt));
            json.writeStringField("prompt", text);
            json.writeNumberField("max_tokens", generation.maxTokens());
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
        });
    }

    @Override
    public CallResult answer(PromptIssued prompt, List<byte[]> responses) {
        try {
            return Prompted.comparesClasses(prompt) ? classes(prompt, responses) : text(responses.getFirst());
        } catch (InvalidBodyException e) {
            return e.failed();
        }
    }

    private static CallResult text(byte[] body) throws InvalidBodyException {
        JsonNode response = JsonBody.object(body);
        JsonNode choice = choice(response);
        if (!choice.path("text").isTextual()) {
            throw new InvalidBodyException("the response's choice has no text");
        }
        return answered(choice.path("text").textValue(), response, usage(response));
    }

    private static CallResult classes(PromptIssued prompt, List<byte[]> responses) throws InvalidBodyException {
        List<String> classes = Prompted.classes(prompt);
        Map<String, Double> byClass = new LinkedHashMap<>();
        TokenUsage tokens = TokenUsage.NONE;
        JsonNode response = null;
        for (int i = 0; i < classes.size(); i++) {
            response = JsonBody.object(responses.get(i));
            TokenUsage usage = usage(response);
            tokens = new TokenUsage(tokens.prompt() + usage.prompt(), tokens.completion() + usage.completion());
            JsonNode told = choice(response).path("logprobs");
            if (!told.path("token_logprobs").isArray()) {
                return new CallResult.Failed(
                        FailureKind.UNKNOWN_ENDPOINT, "the response tells no log-probabilities of the prompt (echo)");
            }
            OptionalDouble sum = EchoedLogProbabilities.ofEnd(
                    told.path("tokens"), told.path("token_logprobs"), generated(response), classes.get(i));
            if (sum.isEmpty()) {
                return new CallResult.Failed(
                        FailureKind.UNSCORABLE, "no tokens of the echoed prompt make up class " + (i + 1));
            }
            byClass.put(classes.get(i), sum.getAsDouble());
        }
        if (response == null) {
            return new CallResult.Failed(FailureKind.UNSCORABLE, "the sample has no classes");
        }
        return answered("", response, tokens).withClasses(byClass);
    }

    private static JsonNode choice(JsonNode response) throws InvalidBodyException {
        JsonNode choice = response.path("choices").path(0);
        if (!choice.isObject()) {
            throw new InvalidBodyException("the response has no choices");
        }
        return choice;
    }

    private static TokenUsage usage(JsonNode response) {
        JsonNode usage = response.path("usage");
        return new TokenUsage(
                JsonBody.count(usage.path("prompt_tokens")), JsonBody.count(usage.path("completion_tokens")));
    }

    /// What was asked for, where the response does not count it.
    private static long generated(JsonNode response) {
        JsonNode counted = response.path("usage").path("completion_tokens");
        return counted.isIntegralNumber() ? counted.asLong() : 1;
    }

    private static CallResult.Answered answered(String text, JsonNode response, TokenUsage tokens) {
        return new CallResult.Answered(
                text,
                FinishReasons.of(
                        response.path("choices").path(0).path("finish_reason").textValue()),
                tokens,
                Optional.ofNullable(response.path("model").textValue()),
                Optional.ofNullable(response.path("system_fingerprint").textValue()),
                Optional.ofNullable(response.path("id").textValue()));
    }
}
