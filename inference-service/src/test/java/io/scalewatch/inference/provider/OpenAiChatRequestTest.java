package io.scalewatch.inference.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.inference.testing.Prompts;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenAiChatRequestTest {

    @Test
    void asksAsThePromptSays() throws IOException {
        PromptIssued prompt = Prompts.prompt(Prompts.id(3), "local", "pythia-70m");

        JsonNode body = Json.mapper().readTree(OpenAiChatRequest.encode(prompt, false));

        assertThat(body).isEqualTo(Json.mapper().readTree("""
                        {"model":"pythia-70m",
                         "messages":[{"role":"user","content":"00000000-0000-0001-0000-000000000002/3/0"}],
                         "max_tokens":64,"temperature":0.5,"seed":7}
                        """));
    }

    @Test
    void asksForTheModelThatTheVersionDeclares() throws IOException {
        PromptIssued prompt = Prompts.prompt(Prompts.id(3), "local", "pythia-70m", Optional.of("served"));

        JsonNode body = Json.mapper().readTree(OpenAiChatRequest.encode(prompt, false));

        assertThat(body.path("model").asText()).isEqualTo("served");
    }
}
