package io.scalewatch.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.contracts.event.EndpointDeclared.Capability;
import io.scalewatch.contracts.event.EndpointDeclared.Protocol;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.embedded.test.StackResource;
import io.scalewatch.inference.probe.EndpointProbe;
import io.scalewatch.inference.probe.ProbeReport;
import io.scalewatch.inference.testing.LlamaServer;
import io.scalewatch.inference.testing.Log;
import io.scalewatch.inference.testing.Prompts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The worker, a real broker, and a server of models that nobody here has written: llama.cpp's. Its model has
/// random weights, so that it is the protocols that are tested, and nothing of what it says.
@QuarkusTest
@QuarkusTestResource(
        value = StackResource.class,
        initArgs = @ResourceArg(name = "postgres", value = "false"),
        restrictToAnnotatedClass = true)
@TestProfile(LlamaServerIT.WithItsKey.class)
class LlamaServerIT {

    /// The key of the server, by a name.
    public static final class WithItsKey implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.test-port", "0",
                    "scalewatch.inference.keys.llama", LlamaServer.KEY,
                    "scalewatch.inference.keys.other", "another-key");
        }
    }

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final AnswerSpec TEXT = new AnswerSpec(AnswerKind.TEXT, List.of("A"), Map.of());
    private static final List<Message> TURNS = List.of(
            new Message(Message.Role.SYSTEM, "Be brief."),
            Message.user("A or B?"),
            new Message(Message.Role.ASSISTANT, "A"),
            Message.user("And now?"));

    @TempDir
    static Path folder;

    private static LlamaServer server;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    private final UUID run = UUID.randomUUID();
    private Log log;
    private int asked;

    @BeforeEach
    void startServer() throws IOException {
        Optional<String> python = LlamaServer.python();
        assumeTrue(python.isPresent(), "no Python with the package xllamacpp: llama.cpp's server is not tested");
        if (server == null) {
            server = LlamaServer.start(python.get(), folder);
        }
        log = new Log(bootstrap);
        log.declare(endpoint("chat", Protocol.OPENAI_CHAT, "llama", Capability.LETTER_LOG_PROBABILITIES));
        log.declare(endpoint("texts", Protocol.OPENAI_COMPLETIONS, "llama", Capability.CLASS_LOG_PROBABILITIES));
        log.declare(endpoint("messages", Protocol.ANTHROPIC_MESSAGES, "llama"));
        log.declare(endpoint("locked", Protocol.OPENAI_CHAT, "other"));
    }

    @AfterEach
    void closeLog() {
        if (log != null) {
            log.close();
        }
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void chatTellsWhatItTook() {
        PromptCompleted cut = completed("chat", TURNS, seeded(12, List.of()), TEXT);
        PromptCompleted again = completed("chat", TURNS, seeded(12, List.of()), TEXT);
        PromptCompleted stopped = completed("chat", TURNS, seeded(200, List.of("A")), TEXT);

        assertThat(cut.text().orElseThrow()).hasSize(12).isEqualTo(again.text().orElseThrow());
        assertThat(cut.finishReason()).contains(FinishReason.LENGTH);
        assertThat(cut.tokens().completion()).isEqualTo(12);
        assertThat(cut.tokens().prompt())
                .as("a token for each character, and the template's")
                .isGreaterThan(
                        TURNS.stream().mapToInt(turn -> turn.content().length()).sum());
        assertThat(cut.tokens().estimated()).isNotEqualTo(Optional.of(true));
        assertThat(cut.servedModel()).contains(LlamaServer.MODEL);
        assertThat(cut.fingerprint()).isPresent();
        assertThat(stopped.finishReason()).contains(FinishReason.STOP);
        assertThat(stopped.text().orElseThrow()).doesNotContain("A");
        assertThat(stopped.tokens().prompt())
                .as("also of a prompt that it has kept")
                .isEqualTo(cut.tokens().prompt());
    }

    @Test
    void chatTellsTheLogProbabilitiesOfLetters() {
        PromptCompleted completed = completed("chat", TURNS, seeded(12, List.of()), Prompts.classes(" A", " B"));

        Map<String, Double> classes = completed.classLogProbabilities();
        assertThat(classes).containsOnlyKeys(" A", " B");
        assertThat(classes.values()).allSatisfy(value -> assertThat(value).isNegative());
        assertThat(classes.values().stream().mapToDouble(Math::exp).sum()).isBetween(0.05, 1.0);
    }

    @Test
    void completionsContinueATextAndEchoNone() {
        PromptCompleted text = completed("texts", TURNS, seeded(9, List.of()), TEXT);
        PromptCompleted classes = completed("texts", TURNS, seeded(9, List.of()), Prompts.classes(" yes", " no"));

        assertThat(text.text().orElseThrow()).hasSize(9);
        assertThat(text.tokens().completion()).isEqualTo(9);
        assertThat(text.finishReason()).contains(FinishReason.LENGTH);
        assertFailure(classes, FailureKind.UNKNOWN_ENDPOINT, "no log-probabilities of the prompt (echo)");
    }

    @Test
    void messagesAsAnthropicsCountTheSameTokens() {
        PromptCompleted chat = completed("chat", TURNS, greedy(12), TEXT);
        PromptCompleted messages = completed("messages", TURNS, greedy(12), TEXT);

        assertThat(messages.text()).isEqualTo(chat.text());
        assertThat(messages.finishReason()).contains(FinishReason.LENGTH);
        assertThat(messages.tokens()).as("what it has kept included").isEqualTo(chat.tokens());
        assertThat(messages.servedModel()).contains(LlamaServer.MODEL);
    }

    @Test
    void itsErrorsAreFailuresOfTheirKinds() {
        List<Message> long_ = List.of(Message.user("x".repeat(600)));
        PromptIssued other = Prompts.prompt(id(), "chat", "other", Optional.of("other"));
        log.publish(other);

        assertFailure(completed("chat", long_, seeded(9, List.of()), TEXT), FailureKind.REJECTED, "HTTP status 400");
        assertFailure(completed("texts", long_, seeded(9, List.of()), TEXT), FailureKind.REJECTED, "HTTP status 400");
        assertFailure(completed("locked", TURNS, seeded(9, List.of()), TEXT), FailureKind.REJECTED, "HTTP status 401");
        // It answers whatever model is asked for, by its own name.
        assertFailure(completion(other), FailureKind.WRONG_VERSION, LlamaServer.MODEL);
    }

    @Test
    void theProbeFindsOutWhatItCanDo() throws InterruptedException {
        ProbeReport chat = probe(endpoint("chat", Protocol.OPENAI_CHAT, "llama"), LlamaServer.KEY);
        ProbeReport texts = probe(endpoint("texts", Protocol.OPENAI_COMPLETIONS, "llama"), LlamaServer.KEY);
        ProbeReport locked = probe(endpoint("locked", Protocol.OPENAI_CHAT, "other"), "another-key");

        assertThat(chat.usable()).isTrue();
        assertThat(chat.models()).containsExactly(LlamaServer.MODEL);
        assertThat(chat.capabilities()).containsExactly(Capability.LETTER_LOG_PROBABILITIES);
        assertThat(chat.text()).contains("seed       the same answer twice");
        assertThat(texts.usable()).isTrue();
        assertThat(texts.capabilities()).isEmpty();
        assertThat(locked.usable()).isFalse();
        assertThat(locked.text()).contains("auth       refused: HTTP 401");
    }

    private static ProbeReport probe(EndpointDeclared endpoint, String key) throws InterruptedException {
        try (EndpointProbe probe = new EndpointProbe(endpoint, key, SOON)) {
            return probe.run(Optional.empty());
        }
    }

    private PromptCompleted completed(
            String endpoint, List<Message> messages, GenerationParameters generation, AnswerSpec answer) {
        PromptIssued any = Prompts.prompt(id(), endpoint, LlamaServer.MODEL);
        PromptIssued prompt = new PromptIssued(
                any.id(),
                any.model(),
                any.trial(),
                messages,
                generation,
                answer,
                endpoint,
                Optional.of(LlamaServer.MODEL),
                any.issuedAt());
        log.publish(prompt);
        return completion(prompt);
    }

    private PromptCompleted completion(PromptIssued prompt) {
        return Log.decode(await().atMost(SOON)
                .until(() -> log.completion(prompt.id()), Optional::isPresent)
                .orElseThrow());
    }

    private PromptId id() {
        return new PromptId(run, asked++, 0);
    }

    private static GenerationParameters seeded(int maxTokens, List<String> stop) {
        return new GenerationParameters(
                maxTokens,
                1,
                Optional.of(7L),
                Optional.empty(),
                stop.isEmpty() ? Optional.empty() : Optional.of(stop),
                Optional.empty(),
                Optional.empty());
    }

    /// The same answer each time also where a protocol takes no seed.
    private static GenerationParameters greedy(int maxTokens) {
        return new GenerationParameters(
                maxTokens, 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static EndpointDeclared endpoint(String name, Protocol protocol, String key, Capability... capabilities) {
        return new EndpointDeclared(
                name, server.baseUrl(), protocol, Optional.of(key), Optional.empty(), List.of(capabilities));
    }

    private static void assertFailure(PromptCompleted completed, FailureKind kind, String message) {
        assertThat(completed.failure().orElseThrow().kind()).isEqualTo(kind);
        assertThat(completed.failure().orElseThrow().message()).contains(message);
        assertThat(completed.tries()).isEqualTo(1);
    }
}
