package io.scalewatch.local.series;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.scalewatch.local.CommandLines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a server that answers as the analysis service does.
class AlertCommandsTest {

    private static final String MUTE = """
            {"id": "5b0a6a3e-7a5e-3c0f-9a55-0c5f6f3f9a11", "scope": {"family": "aurora", "kind": "u-turn"},
             "reason": "a known bug", "by": "ada", "at": "2026-11-22T09:30:00Z", "until": "2026-11-23T09:30:00Z"}""";
    private static final String ALERT = """
            {"alertId": "a1", "kind": "u-turn", "epoch": "e", "sequence": 1, "status": "updated", "severity": "warning",
             "series": {"family": "aurora", "task": "memo-trap", "taskVersion": "v", "variant": "baseline",
               "scoringVersion": "1"},
             "effect": {"change": 0.2, "interval": {"lower": 0.1, "upper": 0.3}},
             "evidence": {"logE": 9, "anytimeP": 0.0001, "hypotheses": 3, "falseDiscoveryRate": 0.05},
             "models": [], "runs": [], "summary": "aurora\\u001b[2J falls and then rises again",
             "raisedAt": "2026-11-22T09:00:00Z", "at": "2026-11-22T09:10:00Z", "samples": ["s1", "s2"],
             "handling": {"acknowledged": {"type": "ACKNOWLEDGED", "severity": "warning", "by": "ada",
                 "at": "2026-11-22T09:20:00Z", "text": ""},
               "muted": %s,
               "remarks": [{"type": "ACKNOWLEDGED", "severity": "warning", "by": "ada",
                 "at": "2026-11-22T09:20:00Z", "text": ""}]}}""".formatted(MUTE);

    private final AtomicReference<String> asked = new AtomicReference<>("");
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String method = exchange.getRequestMethod();
            String path = exchange.getRequestURI().getPath();
            asked.set(method + " " + exchange.getRequestURI() + " " + body);
            boolean list = method.equals("GET");
            String one = path.startsWith("/api/mutes") ? MUTE : ALERT;
            byte[] answer = (list ? "[" + one + "]" : one).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theListHasIdentitiesAndWhatWasDoneAndNothingThatATerminalObeys() {
        assertThat(run("alerts").out().strip())
                .isEqualTo("2026-11-22T09:10:00Z  a1  updated  u-turn  aurora?[2J falls and then rises again;"
                        + " acknowledged by ada; muted until 2026-11-23T09:30:00Z by ada");
    }

    @Test
    void anAlertIsAcknowledgedAndAnnotated() {
        assertThat(run("alerts", "ack", "a1", "--by", "ada", "--note", "looking")
                        .out())
                .isEqualToIgnoringNewLines("acknowledged by ada");
        assertThat(asked.get()).isEqualTo("PUT /api/alerts/a1/acknowledgement {\"by\":\"ada\",\"text\":\"looking\"}");
        assertThat(run("alerts", "note", "a1", "it is the tokenizer", "--by", "ada")
                        .out())
                .isEqualToIgnoringNewLines("noted; the alert has 1 remark");
        assertThat(asked.get())
                .isEqualTo("POST /api/alerts/a1/notes {\"by\":\"ada\",\"text\":\"it is the tokenizer\"}");
    }

    @Test
    void alertsAreMutedAndHeardAgain() {
        assertThat(run(
                                "alerts",
                                "mute",
                                "--family",
                                "aurora",
                                "--kind",
                                "u-turn",
                                "--reason",
                                "a known bug",
                                "--until",
                                "2026-11-23T09:30:00Z",
                                "--by",
                                "ada")
                        .out())
                .contains("muted until 2026-11-23T09:30:00Z", "unmute 5b0a6a3e-7a5e-3c0f-9a55-0c5f6f3f9a11");
        assertThat(asked.get())
                .isEqualTo("POST /api/mutes {\"by\":\"ada\",\"family\":\"aurora\",\"kind\":\"u-turn\","
                        + "\"reason\":\"a known bug\",\"until\":\"2026-11-23T09:30:00Z\"}");
        run("alerts", "mute", "--task", "memo-trap", "--reason", "why", "--for", "2h");
        assertThat(asked.get()).contains("\"until\":\"20");
        assertThat(run("alerts", "unmute").out())
                .isEqualToIgnoringNewLines("5b0a6a3e-7a5e-3c0f-9a55-0c5f6f3f9a11  family aurora, kind u-turn, until"
                        + " 2026-11-23T09:30:00Z, by ada: a known bug");
        assertThat(run("alerts", "unmute", "5b0a", "--by", "eve").out()).startsWith("lifted: ");
        assertThat(asked.get()).isEqualTo("DELETE /api/mutes/5b0a?by=eve ");
    }

    @Test
    void aMuteNeedsAReasonAndATimeThatIsOne() {
        assertThat(run("alerts", "mute", "--family", "aurora").status()).isEqualTo(2);
        CommandLines.Result noTime = run("alerts", "mute", "--family", "aurora", "--reason", "r", "--for", "soon");
        assertThat(noTime.status()).isEqualTo(2);
        assertThat(noTime.err()).contains("90m, 12h or 7d");
    }

    private CommandLines.Result run(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--analysis-url";
        all[arguments.length + 1] = "http://127.0.0.1:" + server.getAddress().getPort();
        return CommandLines.run(all);
    }
}
