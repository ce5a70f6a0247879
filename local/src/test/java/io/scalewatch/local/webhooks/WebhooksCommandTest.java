package io.scalewatch.local.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.scalewatch.local.CommandLines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a server that answers as analysis-service does.
class WebhooksCommandTest {

    private static final String HOOK = """
            {"name": "chat", "url": "https://chat.example.com/hook", "secret": "chat-secret", "kinds": ["inverse-scaling"],
             "families": [], "severity": "warning", "state": "disabled", "failures": 12, "pending": 3,
             "disabledAt": "2026-11-22T09:30:00Z", "disabledBecause": "12 calls in a row have failed",
             "createdAt": "2026-11-20T09:30:00Z"}""";
    private static final String DELIVERY = """
            {"messageId": "ping/1", "state": "given-up", "queuedAt": "2026-11-22T09:30:00Z", "attempts": 1, "status": 302,
             "reason": "answered 302", "tookMillis": 12}""";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().toString();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + path + " " + body);
            boolean many = exchange.getRequestMethod().equals("GET");
            String one = path.endsWith("/ping") || path.contains("/deliveries") ? DELIVERY : HOOK;
            byte[] answer = (many ? "[" + one + "]" : one).getBytes(StandardCharsets.UTF_8);
            boolean gone = exchange.getRequestMethod().equals("DELETE");
            exchange.sendResponseHeaders(gone ? 204 : 200, gone ? -1 : answer.length);
            if (!gone) {
                exchange.getResponseBody().write(answer);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void listSaysWhatIsDisabledAndWhy() {
        CommandLines.Result result = run("list");

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("chat  disabled  3        warning   inverse-scaling  all")
                .contains("12 calls in a row have failed");
    }

    @Test
    void createSendsWhatWasSaidAndNothingElse() {
        CommandLines.Result result = run(
                "create",
                "chat",
                "--to",
                "https://chat.example.com/hook",
                "--secret",
                "chat-secret",
                "--kind",
                "inverse-scaling,u-turn");

        assertThat(result.status()).isZero();
        assertThat(asked)
                .containsExactly("POST /api/webhooks {\"kinds\":[\"inverse-scaling\",\"u-turn\"],\"name\":\"chat\","
                        + "\"secret\":\"chat-secret\",\"url\":\"https://chat.example.com/hook\"}");
    }

    @Test
    void aPingThatWasNotDeliveredFails() {
        CommandLines.Result result = run("ping", "chat");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("not delivered: answered 302");
    }

    @Test
    void theOthersNameTheirWebhook() {
        assertThat(run("enable", "chat").out()).contains("3 messages wait");
        assertThat(run("disable", "chat").status()).isZero();
        assertThat(run("deliveries", "chat", "--limit", "7").out()).contains("ping/1", "given-up", "answered 302");
        assertThat(run("delete", "chat").status()).isZero();
        assertThat(asked)
                .containsExactly(
                        "POST /api/webhooks/chat/enable ",
                        "POST /api/webhooks/chat/disable ",
                        "GET /api/webhooks/chat/deliveries?limit=7 ",
                        "DELETE /api/webhooks/chat ");
        assertThat(CommandLines.run("webhooks").status()).isEqualTo(2);
    }

    private CommandLines.Result run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("webhooks"));
        all.addAll(List.of(arguments));
        all.add("--analysis-url");
        all.add("http://127.0.0.1:" + server.getAddress().getPort());
        return CommandLines.run(all.toArray(String[]::new));
    }
}
