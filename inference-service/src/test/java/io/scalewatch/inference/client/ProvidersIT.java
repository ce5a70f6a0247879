package io.scalewatch.inference.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.contracts.event.EndpointDeclared.Capability;
import io.scalewatch.contracts.event.EndpointDeclared.Protocol;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.ReasoningEffort;
import io.scalewatch.contracts.event.TokenUsage;
import io.scalewatch.embedded.test.StackResource;
import io.scalewatch.inference.call.ModelEndpoints.Found;
import io.scalewatch.inference.config.InferenceConfig;
import io.scalewatch.inference.endpoint.EndpointDirectory;
import io.scalewatch.inference.provider.CallResult;
import io.scalewatch.inference.provider.CallResult.Answered;
import io.scalewatch.inference.provider.CallResult.Failed;
import io.scalewatch.inference.testing.Prompts;
import io.scalewatch.outbound.AllowedUrls;
import io.scalewatch.outbound.NamedSecrets;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each protocol over HTTP, against recorded shapes of the API that has it.
@QuarkusTest
@QuarkusTestResource(
        value = StackResource.class,
        initArgs = @ResourceArg(name = "postgres", value = "false"),
        restrictToAnnotatedClass = true)
class ProvidersIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final AnswerSpec NUMBER = new AnswerSpec(AnswerKind.NUMBER, List.of("42"), Map.of());
    private static final List<Message> TURNS = List.of(
            new Message(Message.Role.SYSTEM, "Be brief."),
            Message.user("What is 6 * 6?"),
            new Message(Message.Role.ASSISTANT, "36"),
            Message.user("What is 6 * 7?"));
    private static final GenerationParameters GENERATION = new GenerationParameters(
            64,
            0.5,
            Optional.of(7L),
            Optional.of(0.9),
            Optional.of(List.of("END")),
            Optional.empty(),
            Optional.empty());

    private final WireMockServer server = new WireMockServer(
            WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

    @Inject
    InferenceConfig config;

    @BeforeEach
    void startServer() {
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop();
    }

    @Test
    void chatIsAskedWithAllTurnsAndParameters() throws Exception {
        server.stubFor(post("/v1/chat/completions")
                .withHeader("Authorization", equalTo("Bearer the-secret"))
                .withHeader("Content-Type", containing("application/json"))
                .withRequestBody(equalToJson("""
                        {"model": "model",
                         "messages": [{"role": "system", "content": "Be brief."},
                                      {"role": "user", "content": "What is 6 * 6?"},
                                      {"role": "assistant", "content": "36"},
                                      {"role": "user", "content": "What is 6 * 7?"}],
                         "max_tokens": 64, "temperature": 0.5, "top_p": 0.9, "seed": 7, "stop": ["END"]}"""))
                .willReturn(recorded("openai-chat")));

        CallResult result = call(Protocol.OPENAI_CHAT, Prompts.asking(TURNS, GENERATION, NUMBER));

        assertThat(result)
                .isEqualTo(new Answered(
                        "It is 42.",
                        Optional.of(FinishReason.STOP),
                        new TokenUsage(19, 10),
                        Optional.of("gpt-4.1-2025-04-14"),
                        Optional.of("fp_44709d6fcb"),
                        Optional.of("chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT")));
    }

    @Test
    void aModelThatReasonsIsAskedWithAnEffortAndNoTemperature() throws Exception {
        server.stubFor(post("/v1/chat/completions")
                .withRequestBody(equalToJson("""
                        {"model": "model", "messages": [{"role": "user", "content": "6 * 7?"}],
                         "max_completion_tokens": 64, "reasoning_effort": "high"}"""))
                .willReturn(recorded("vllm-chat-reasoning-cut")));
        GenerationParameters generation = new GenerationParameters(
                64,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(ReasoningEffort.HIGH),
                Optional.empty());
        PromptIssued prompt = Prompts.asking(List.of(Message.user("6 * 7?")), generation, NUMBER);

        Answered answered = (Answered) call(Protocol.OPENAI_CHAT, prompt, Capability.REASONING);

        assertThat(answered.text()).as("all tokens went into reasoning").isEmpty();
        assertThat(answered.finishReason()).contains(FinishReason.LENGTH);
        assertThat(answered.tokens()).isEqualTo(new TokenUsage(21, 64));
        assertThat(((Failed) call(Protocol.OPENAI_CHAT, prompt)).kind()).isEqualTo(FailureKind.UNKNOWN_ENDPOINT);
    }

    @Test
    void chatTellsTheLogProbabilitiesOfLetters() throws Exception {
        server.stubFor(post("/v1/chat/completions")
                .withRequestBody(equalToJson("""
                        {"model": "model", "messages": [{"role": "user", "content": "A or B?"}],
                         "max_tokens": 1, "temperature": 0.0, "logprobs": true, "top_logprobs": 20}"""))
                .willReturn(recorded("openai-chat-letters")));
        List<Message> question = List.of(Message.user("A or B?"));

        CallResult result = call(
                Protocol.OPENAI_CHAT,
                Prompts.asking(question, GenerationParameters.DEFAULT, Prompts.classes(" A", " B")),
                Capability.LETTER_LOG_PROBABILITIES);
        CallResult without = call(
                Protocol.OPENAI_CHAT,
                Prompts.asking(question, GenerationParameters.DEFAULT, Prompts.classes("A", "B", "C")),
                Capability.LETTER_LOG_PROBABILITIES);

        Map<String, Double> classes = ((Answered) result).classes();
        assertThat(classes).containsOnlyKeys(" A", " B").containsEntry(" A", -2.1);
        assertThat(classes.get(" B"))
                .as("with a blank and without")
                .isCloseTo(Math.log(Math.exp(-0.2) + Math.exp(-3.0)), offset(1e-12));
        assertThat(without)
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.kind()).isEqualTo(FailureKind.UNSCORABLE));
    }

    @Test
    void completionsTellTheLogProbabilitiesOfClasses() throws Exception {
        String asked = """
                {"model": "model", "prompt": "Is it?%s", "max_tokens": 1, "temperature": 0, "echo": true, "logprobs": 1}""";
        server.stubFor(post("/v1/completions")
                .withRequestBody(equalToJson(asked.formatted(" yes")))
                .willReturn(recorded("vllm-completions-yes")));
        server.stubFor(post("/v1/completions")
                .withRequestBody(equalToJson(asked.formatted(" no, not at all")))
                .willReturn(recorded("vllm-completions-no")));

        Answered answered = (Answered) call(
                Protocol.OPENAI_COMPLETIONS,
                Prompts.asking(
                        List.of(Message.user("Is it?")),
                        GenerationParameters.DEFAULT,
                        Prompts.classes(" yes", " no, not at all")),
                Capability.CLASS_LOG_PROBABILITIES);

        assertThat(answered.classes())
                .isEqualTo(Map.of(" yes", -0.75, " no, not at all", -1.25 - 0.5 - 1.0 - 0.25 - 0.5));
        assertThat(answered.tokens()).isEqualTo(new TokenUsage(14, 2));
        assertThat(answered.servedModel()).contains("EleutherAI/pythia-410m");
    }

    @Test
    void aClassThatIsRefusedFailsTheCallAndNoPartIsKept() throws Exception {
        server.stubFor(post("/v1/completions").willReturn(recorded("vllm-completions-yes")));
        server.stubFor(post("/v1/completions")
                .withRequestBody(containing("Is it? no"))
                .willReturn(aResponse().withStatus(500)));

        CallResult result = call(
                Protocol.OPENAI_COMPLETIONS,
                Prompts.asking(
                        List.of(Message.user("Is it?")), GenerationParameters.DEFAULT, Prompts.classes(" yes", " no")),
                Capability.CLASS_LOG_PROBABILITIES);

        assertThat(((Failed) result).kind()).isEqualTo(FailureKind.SERVER_ERROR);
    }

    @Test
    void completionsContinueTheTurnsAsOneText() throws Exception {
        server.stubFor(post("/v1/completions")
                .withRequestBody(equalToJson("""
                        {"model": "model", "prompt": "Be brief.\\n\\nWhat is 6 * 6? 36\\n\\nWhat is 6 * 7?",
                         "max_tokens": 64, "temperature": 0.5, "top_p": 0.9, "seed": 7, "stop": ["END"]}"""))
                .willReturn(recorded("vllm-completions-text")));

        Answered answered = (Answered) call(Protocol.OPENAI_COMPLETIONS, Prompts.asking(TURNS, GENERATION, NUMBER));

        assertThat(answered.text()).isEqualTo(" It is 42.");
        assertThat(answered.tokens()).isEqualTo(new TokenUsage(5, 5));
        assertThat(answered.classes()).isEmpty();
    }

    @Test
    void anthropicIsAskedWithItsSystemApartAndItsOwnHeaders() throws Exception {
        server.stubFor(post("/v1/messages")
                .withHeader("x-api-key", equalTo("the-secret"))
                .withHeader("anthropic-version", equalTo("2023-06-01"))
                .withHeader("Authorization", absent())
                .withRequestBody(equalToJson("""
                        {"model": "model", "max_tokens": 64, "system": "Be brief.",
                         "messages": [{"role": "user", "content": "What is 6 * 6?"},
                                      {"role": "assistant", "content": "36"},
                                      {"role": "user", "content": "What is 6 * 7?"}],
                         "top_p": 0.9, "stop_sequences": ["END"]}"""))
                .willReturn(recorded("anthropic-messages")));

        CallResult result = call(Protocol.ANTHROPIC_MESSAGES, Prompts.asking(TURNS, GENERATION, NUMBER));

        assertThat(result)
                .isEqualTo(new Answered(
                        "It is 42.",
                        Optional.of(FinishReason.STOP),
                        new TokenUsage(30, 13),
                        Optional.of("claude-sonnet-4-20250514"),
                        Optional.empty(),
                        Optional.of("msg_01XFDUDYJgAACzvnptvVoYEL")));
    }

    @Test
    void anthropicThinksWithinABudgetAndRefuses() throws Exception {
        server.stubFor(
                post("/v1/messages").withRequestBody(equalToJson("""
                        {"model": "model", "max_tokens": 4096, "messages": [{"role": "user", "content": "6 * 7?"}],
                         "thinking": {"type": "enabled", "budget_tokens": 1024}}""")).willReturn(recorded("anthropic-refusal")));
        GenerationParameters generation = new GenerationParameters(
                4096, 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(1024));

        Answered answered = (Answered)
                call(Protocol.ANTHROPIC_MESSAGES, Prompts.asking(List.of(Message.user("6 * 7?")), generation, NUMBER));

        assertThat(answered.text()).isEmpty();
        assertThat(answered.finishReason()).contains(FinishReason.CONTENT_FILTER);
    }

    @Test
    void anOverloadedAnthropicIsOverloaded() throws Exception {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(529).withBody("""
                {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}""")));

        Failed failed = (Failed) call(Protocol.ANTHROPIC_MESSAGES, Prompts.asking(TURNS, GENERATION, NUMBER));

        assertThat(failed.kind()).isEqualTo(FailureKind.OVERLOADED);
    }

    @Test
    void ollamaTellsTheDigestOfTheModelThatAnswered() throws Exception {
        server.stubFor(post("/api/chat").withRequestBody(equalToJson("""
                        {"model": "model", "stream": false,
                         "messages": [{"role": "system", "content": "Be brief."},
                                      {"role": "user", "content": "What is 6 * 6?"},
                                      {"role": "assistant", "content": "36"},
                                      {"role": "user", "content": "What is 6 * 7?"}],
                         "options": {"num_predict": 64, "temperature": 0.5, "top_p": 0.9, "seed": 7, "stop": ["END"]}}""")).willReturn(recorded("ollama-chat")));
        server.stubFor(get("/api/tags").willReturn(recorded("ollama-tags")));

        CallResult result = call(Protocol.OLLAMA, Prompts.asking(TURNS, GENERATION, NUMBER));

        assertThat(result)
                .isEqualTo(new Answered(
                        "It is 42.",
                        Optional.of(FinishReason.STOP),
                        new TokenUsage(11, 18),
                        Optional.of("gemma3"),
                        Optional.of("a2af6cc3eb7fa8be8504abaf9b04e88f17a119ec3f04a3addf55f92841195f5a"),
                        Optional.empty()));
    }

    @Test
    void ollamaTellsTheLogProbabilitiesOfLettersAlsoWhereItsModelsAreNotListed() throws Exception {
        server.stubFor(post("/api/chat").willReturn(recorded("ollama-chat-letters")));

        Answered answered = (Answered) call(
                Protocol.OLLAMA,
                Prompts.asking(
                        List.of(Message.user("A or B?")), GenerationParameters.DEFAULT, Prompts.classes(" A", " B")),
                Capability.LETTER_LOG_PROBABILITIES);

        assertThat(answered.classes()).isEqualTo(Map.of(" A", -0.5, " B", -1.5));
        assertThat(answered.fingerprint()).isEmpty();
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        server.stubFor(post("/v1/chat/completions")
                .willReturn(aResponse()
                        .withStatus(307)
                        .withHeader("Location", "http://127.0.0.1:" + server.port() + "/elsewhere")));

        Failed failed = (Failed) call(Protocol.OPENAI_CHAT, Prompts.asking(TURNS, GENERATION, NUMBER));

        assertThat(failed.kind()).isEqualTo(FailureKind.REJECTED);
        server.verify(0, postRequestedFor(urlEqualTo("/elsewhere")));
    }

    private CallResult call(Protocol protocol, PromptIssued prompt, Capability... capabilities)
            throws InterruptedException {
        EndpointDirectory directory = new EndpointDirectory();
        directory.put(new EndpointDeclared(
                "local",
                server.baseUrl() + "/v1",
                protocol,
                Optional.of("key"),
                Optional.empty(),
                List.of(capabilities)));
        NamedSecrets keys = new NamedSecrets(Map.of("key", "the-secret"), Optional.empty(), Map.of(), System::nanoTime);
        RestModelEndpoints endpoints = new RestModelEndpoints(
                directory,
                keys,
                new AllowedUrls("test", Optional.empty()),
                config,
                Clock.systemUTC(),
                (name, limit) -> {});
        return ((Found.Usable) endpoints.find("local")).endpoint().call(prompt, TIMEOUT);
    }

    private static ResponseDefinitionBuilder recorded(String name) throws IOException {
        try (InputStream in = ProvidersIT.class.getResourceAsStream("/recorded/" + name + ".json")) {
            return aResponse()
                    .withHeader("Content-Type", "application/json")
                    .withBody(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
