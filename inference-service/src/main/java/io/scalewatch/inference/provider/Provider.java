package io.scalewatch.inference.provider;

import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.contracts.event.EndpointDeclared.Capability;
import io.scalewatch.contracts.event.PromptIssued;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// What an endpoint speaks: how a prompt becomes requests, and what their responses mean. Bytes to bytes;
/// sending them is not its business.
public sealed interface Provider permits OpenAiChat, OpenAiCompletions, AnthropicMessages, OllamaChat {

    /// The protocol's name in OpenTelemetry's `gen_ai.provider.name`.
    String name();

    /// Where the requests go.
    ///
    /// @param base as the endpoint declares it
    URI address(URI base);

    /// What the protocol wants in the requests' headers beside the type of the content.
    ///
    /// @param key the secret; empty where the endpoint needs none
    Map<String, String> headers(String key);

    /// The requests that a prompt takes, in their order: one, or one for each class whose log-probability is
    /// asked for. JSON, UTF-8.
    List<byte[]> requests(PromptIssued prompt);

    /// Reads the responses, all with a status of success, of all of a prompt's requests.
    ///
    /// @return the answer, or a failure with the reason, which quotes neither prompt nor response
    CallResult answer(PromptIssued prompt, List<byte[]> responses);

    /// The name by which the endpoint knows the model: what the version declares, else the model's own.
    static String model(PromptIssued prompt) {
        return prompt.servedModel().orElseGet(() -> prompt.model().model());
    }

    /// The protocol that an endpoint declares.
    static Provider of(EndpointDeclared endpoint) {
        return switch (endpoint.protocol()) {
            case OPENAI_CHAT -> new OpenAiChat(endpoint.can(Capability.REASONING));
            case OPENAI_COMPLETIONS -> new OpenAiCompletions();
            case ANTHROPIC_MESSAGES -> new AnthropicMessages();
            case OLLAMA -> new OllamaChat();
        };
    }
}
