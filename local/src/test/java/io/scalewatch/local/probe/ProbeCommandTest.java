package io.scalewatch.local.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.embedded.FreePort;
import io.scalewatch.local.CommandLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ProbeCommandTest {

    private static final String KEY = "the-secret";
    private static final String CHAT = """
            {"id": "1", "model": "tiny-1", "system_fingerprint": "fp_1",
             "choices": [{"index": 0, "message": {"role": "assistant", "content": "ready"}, "finish_reason": "stop",
                          "logprobs": %s}],
             "usage": {"prompt_tokens": 9, "completion_tokens": 1}}""";
    private static final String LETTERS = """
            {"content": [{"token": "A", "logprob": -0.1,
                          "top_logprobs": [{"token": "A", "logprob": -0.1}, {"token": " B", "logprob": -2.3}]}]}""";

    private record Outcome(int status, String out, String err) {}

    private HttpServer server;
    private boolean tellsLetters = true;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void saysWhatAnEndpointCanDo() {
        Outcome outcome = probe(url(), "--key", "LAB_KEY");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains("reachable  yes", "auth       the key is not refused", "models     2: tiny-1, tiny-2")
                .contains("answer     STOP, 9 + 1 tokens, by tiny-1, fingerprint fp_1")
                .contains("the median of 3 short calls")
                .contains("seed       the same answer twice")
                .contains("logprobs   of letters")
                .contains("add [LETTER_LOG_PROBABILITIES] to its capabilities")
                .doesNotContain(KEY);
    }

    @Test
    void saysWhatItCanNotDo() {
        tellsLetters = false;

        Outcome outcome = probe(url(), "--key", "LAB_KEY", "--model", "tiny-2");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("logprobs   none: ").doesNotContain("capabilities");
    }

    @Test
    void writesJson() throws IOException {
        JsonNode report = Json.mapper()
                .readTree(probe(url(), "--key", "LAB_KEY", "--json").out());

        assertThat(report.path("usable").asBoolean()).isTrue();
        assertThat(report.path("capabilities").path(0).asText()).isEqualTo("LETTER_LOG_PROBABILITIES");
        assertThat(report.path("findings")).hasSize(7);
        assertThat(report.toString()).doesNotContain(KEY);
    }

    @Test
    void aKeyThatIsRefusedIsSaid() {
        Outcome outcome = probe(url());

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("auth       refused: HTTP 401, without a key")
                .doesNotContain("answer");
    }

    @Test
    void aServerThatIsDownIsSaid() throws IOException {
        Outcome outcome = probe("http://127.0.0.1:" + FreePort.find() + "/v1");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).contains("reachable  no: no connection");
    }

    @Test
    void aKeyThatIsNotSetIsSaid() {
        Outcome outcome = probe(url(), "--key", "OTHER_KEY");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("the key 'OTHER_KEY' is not set");
    }

    @Test
    void whatIsNoAddressIsRefused() {
        assertThat(probe("http://user:pass@models.test").status()).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(probe("some-name", "--protocol", "OLLAMA").err()).contains("are for an address");
        assertThat(CommandLines.run("probe", "--help").out()).contains("ENDPOINT|URL");
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    private static Outcome probe(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = new CommandLine(new ProbeCommand(Map.of("LAB_KEY", KEY)))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    command.getErr().println("scalewatch: " + exception.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
        return new Outcome(status, out.toString(), err.toString());
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] asked = exchange.getRequestBody().readAllBytes();
        if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            reply(exchange, 401, "{\"error\": \"who are you?\"}");
        } else if (exchange.getRequestURI().getPath().equals("/v1/models")) {
            reply(exchange, 200, "{\"data\": [{\"id\": \"tiny-1\"}, {\"id\": \"tiny-2\"}]}");
        } else {
            boolean letters = tellsLetters
                    && Json.mapper().readTree(asked).path("logprobs").asBoolean();
            reply(exchange, 200, CHAT.formatted(letters ? LETTERS : "null"));
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
