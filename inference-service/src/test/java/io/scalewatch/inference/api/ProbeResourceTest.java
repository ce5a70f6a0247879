package io.scalewatch.inference.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.contracts.event.EndpointDeclared.Protocol;
import io.scalewatch.http.Problem.Violation;
import io.scalewatch.inference.endpoint.EndpointDirectory;
import io.scalewatch.inference.probe.ProbeReport;
import io.scalewatch.outbound.AllowedUrls;
import io.scalewatch.outbound.NamedSecrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProbeResourceTest {

    private static final String KEY = "the-secret";
    private static final Duration LONG = Duration.ofSeconds(30);

    private final EndpointDirectory directory = new EndpointDirectory();
    private final NamedSecrets keys =
            new NamedSecrets(Map.of("lab", KEY), Optional.empty(), Map.of(), System::nanoTime);
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/models", exchange -> reply(exchange, "{\"data\": [{\"id\": \"" + KEY + "\"}]}"));
        server.createContext("/v1/chat/completions", this::answer);
        server.createContext("/hung/v1/models", this::hang);
        server.start();
    }

    @AfterEach
    void stopServer() {
        held.countDown();
        server.stop(0);
    }

    @Test
    void tellsWhatASavedEndpointCanDoAndNeverTheKeyThatItSays() throws Exception {
        directory.put(
                new EndpointDeclared("saved", url("/v1"), Protocol.OPENAI_CHAT, Optional.of("lab"), Optional.empty()));

        ProbeReport report = resource("http://127.0.0.1:" + port(), LONG, 1).probe(of("saved"));

        assertThat(report.usable()).isTrue();
        assertThat(report.models()).containsExactly("[key]");
        assertThat(report.text())
                .contains("endpoint   saved, OPENAI_CHAT at ")
                .contains("auth       the key is not refused")
                .contains("answer     STOP, 9 + 1 tokens, by the [key], no fingerprint");
        assertThat(Json.mapper().writeValueAsString(report)).doesNotContain(KEY);
    }

    @Test
    void takesTheTimeThatItHasAndSaysSo() throws Exception {
        ProbeReport report = resource(url(""), Duration.ofMillis(300), 1)
                .probe(new ProbeRequest(
                        Optional.empty(),
                        Optional.of(url("/hung/v1")),
                        Optional.of(Protocol.OPENAI_CHAT),
                        Optional.empty(),
                        List.of(),
                        Optional.empty()));

        assertThat(report.usable()).isFalse();
        assertThat(report.findings().getLast().what()).isEqualTo("time");
    }

    @Test
    void probesFewAtOneTimeAndMoreLater() throws Exception {
        directory.put(new EndpointDeclared(
                "hung", url("/hung/v1"), Protocol.OPENAI_CHAT, Optional.empty(), Optional.empty()));
        directory.put(
                new EndpointDeclared("good", url("/v1"), Protocol.OPENAI_CHAT, Optional.of("lab"), Optional.empty()));
        ProbeResource resource = resource(url(""), LONG, 1);
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ProbeReport> first = other.submit(() -> resource.probe(of("hung")));
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

            assertThatThrownBy(() -> resource.probe(of("good")))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            e -> assertThat(e.problem().status()).isEqualTo(503));
            held.countDown();
            assertThat(first.get(30, TimeUnit.SECONDS).usable()).isFalse();
        }
        assertThat(resource.probe(of("good")).usable()).isTrue();
    }

    @Test
    void saysWhatIsWrongFieldByField() {
        ProbeRequest nothing = new ProbeRequest(null, null, null, Optional.of("no name"), null, null);
        ProbeRequest elsewhere = described("http://10.0.0.1/v1", Optional.empty());
        ProbeRequest keyless = described(url("/v1"), Optional.of("nobodys"));
        ProbeRequest withPassword = described("http://user:pass@127.0.0.1/v1", Optional.empty());

        assertThat(wrong(nothing)).containsExactly("baseUrl", "protocol", "keyName");
        assertThat(wrong(elsewhere)).containsExactly("baseUrl");
        assertThat(wrong(keyless)).containsExactly("keyName");
        assertThat(wrong(withPassword)).containsExactly("baseUrl");
        assertThatThrownBy(() -> resource(url(""), LONG, 1).probe(of("nobody")))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(404));
    }

    private List<String> wrong(ProbeRequest request) {
        try {
            resource("http://127.0.0.1:" + port(), LONG, 1).probe(request);
            return List.of();
        } catch (RefusedException e) {
            assertThat(e.problem().status()).isEqualTo(400);
            return e.problem().violations().stream().map(Violation::field).toList();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static ProbeRequest of(String endpoint) {
        return new ProbeRequest(Optional.of(endpoint), null, null, null, null, null);
    }

    private static ProbeRequest described(String url, Optional<String> key) {
        return new ProbeRequest(
                Optional.empty(), Optional.of(url), Optional.of(Protocol.OPENAI_CHAT), key, List.of(), null);
    }

    private ProbeResource resource(String allowed, Duration whole, int atOneTime) {
        return new ProbeResource(
                directory,
                keys,
                new AllowedUrls("scalewatch.inference.allowed-urls", Optional.of(List.of(allowed))),
                whole,
                atOneTime);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        reply(exchange, """
                {"model": "the %s", "choices": [{"message": {"content": "ready"}, "finish_reason": "stop"}],
                 "usage": {"prompt_tokens": 9, "completion_tokens": 1}}""".formatted(KEY));
    }

    private void hang(HttpExchange exchange) throws IOException {
        asked.countDown();
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private static void reply(HttpExchange exchange, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
