package io.scalewatch.inference.provider;

import io.scalewatch.contracts.event.PromptIssued;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// OpenAI's chat completions, and the many that follow them.
///
/// @param reasoning whether its models take what OpenAI's reasoning models take
public record OpenAiChat(boolean reasoning) implements Provider {

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public URI address(URI base) {
        return Addresses.below(base, "chat/completions");
    }

    @Override
    public Map<String, String> headers(String key) {
        return Addresses.bearer(key);
    }

    @Override
    public List<byte[]> requests(PromptIssued prompt) {
        return List.of(OpenAiChatRequest.encode(prompt, reasoning));
    }

    @Override
    public CallResult answer(PromptIssued prompt, List<byte[]> responses) {
        return Prompted.comparesClasses(prompt)
                ? OpenAiChatResponse.decodeClasses(responses.getFirst(), Prompted.classes(prompt))
                : OpenAiChatResponse.decode(responses.getFirst());
    }
}
