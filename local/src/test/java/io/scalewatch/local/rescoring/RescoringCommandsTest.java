package io.scalewatch.local.rescoring;

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

/// Against a server that answers as the services do.
class RescoringCommandsTest {

    private static final String RUN = "0b6c0e9c-53c3-4a43-8f5e-6f1d4f6c2a10";
    private static final String RESCORING = """
            {"id": "5b0a6a3e-7a5e-3c0f-9a55-0c5f6f3f9a11", "run": "%s", "state": "COMPLETED", "rules": "3",
             "tasks": [{"task": "memo-trap", "version": "v1", "answers": "v2", "changed": 12, "scoringVersion": "3@v2"}],
             "planned": 800, "done": 797, "failed": 1, "gone": 2, "requestedAt": "2026-11-22T09:30:00Z"}""".formatted(RUN);
    private static final String COMPARISON = """
            {"from": {"family": "f", "task": "memo-trap", "taskVersion": "v1", "variant": "baseline", "scoringVersion": "3"},
             "to": {"family": "f", "task": "memo-trap", "taskVersion": "v1", "variant": "baseline", "scoringVersion": "3@v2"},
             "fromShape": "POSITIVE", "toShape": "INVERSE",
             "points": [{"model": "f-7b", "version": "1", "parameters": 7000000000, "change": 0.1,
               "from": {"trials": 100, "answered": 100, "correct": 40, "failures": 0, "accuracy": 0.4,
                 "interval": {"lower": 0.31, "upper": 0.5}, "labels": {"CORRECT": 40, "TRAP": 60}},
               "to": {"trials": 100, "answered": 100, "correct": 50, "failures": 0, "accuracy": 0.5,
                 "interval": {"lower": 0.4, "upper": 0.6}, "labels": {"CORRECT": 50, "TRAP": 50}},
               "labels": {"compared": 100, "changed": 10, "unattributed": 0,
                 "table": {"CORRECT": {"CORRECT": 40}, "TRAP": {"CORRECT": 10, "TRAP": 50}}}}]}""";

    private static final String VARIANTS = """
            {"baseline": {"family": "f", "task": "memo-trap", "taskVersion": "v1", "variant": "baseline", "scoringVersion": "3"},
             "shape": "INVERSE", "trend": {"change": -0.31, "interval": {"lower": -0.4, "upper": -0.2}},
             "variants": [{"series": {"family": "f", "task": "memo-trap", "taskVersion": "v1", "variant": "step-by-step",
                 "scoringVersion": "3"}, "shape": "FLAT", "verdict": "REPAIRS",
               "accuracy": {"points": [{"model": "f-7b", "version": "1", "parameters": 7000000000, "samples": 300,
                   "first": 0.5, "second": 0.62, "difference": 0.12, "interval": {"lower": 0.08, "upper": 0.16},
                   "liveInterval": {"lower": 0.05, "upper": 0.19}, "logEBetter": 9.1, "logEWorse": -3.0}],
                 "trend": {"change": 0.3, "interval": {"lower": 0.2, "upper": 0.4}},
                 "liveTrend": {"lower": 0.15, "upper": 0.45}, "logEGrows": 12.0, "logEShrinks": -3.0}}],
             "missing": [{"family": "f", "task": "memo-trap", "taskVersion": "v1", "variant": "one-shot",
               "scoringVersion": "3"}]}""";

    private final AtomicReference<String> asked = new AtomicReference<>("");
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.set(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            String path = exchange.getRequestURI().getPath();
            byte[] answer = (path.endsWith("/rescorings")
                            ? RESCORING
                            : path.endsWith("/comparisons") ? VARIANTS : COMPARISON)
                    .getBytes(StandardCharsets.UTF_8);
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

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Test
    void rescoreAsksAndSaysHowFarItIs() {
        CommandLines.Result result = CommandLines.run("rescore", RUN, "--answers", "memo-trap=current", "--url", url());

        assertThat(result.status()).isZero();
        assertThat(asked.get())
                .isEqualTo("POST /api/runs/" + RUN + "/rescorings {\"answers\":{\"memo-trap\":\"current\"}}");
        assertThat(result.out().lines())
                .containsExactly(
                        "COMPLETED: 798 of 800 answers, 1 can't be labelled, 2 are gone",
                        "memo-trap/v1: scoring version 3@v2, other answers to 12 samples");
    }

    @Test
    void compareShowsBothRatesAndWhatBecameOfTheLabels() {
        CommandLines.Result result =
                CommandLines.run("compare", "f/memo-trap/v1/baseline", "3", "3@v2", "--analysis-url", url());

        assertThat(result.status()).isZero();
        assertThat(asked.get()).startsWith("GET /api/series/f/memo-trap/v1/baseline/comparison?from=3&to=3%40v2");
        assertThat(result.out())
                .startsWith("POSITIVE by 3, INVERSE by 3@v2\n")
                .contains("7B")
                .contains("40.0 [31.0, 50.0]")
                .contains("50.0 [40.0, 60.0]")
                .contains("10 of 100")
                .contains("10 TRAP to CORRECT");
    }

    @Test
    void compareShowsTheOtherVariantsBesideOne() {
        CommandLines.Result result =
                CommandLines.run("compare", "f/memo-trap/v1/baseline", "3", "--analysis-url", url());

        assertThat(result.status()).isZero();
        assertThat(asked.get()).startsWith("GET /api/series/f/memo-trap/v1/baseline/3/comparisons ");
        assertThat(result.out().lines())
                .startsWith("baseline: INVERSE, -31.0 points from end to end", "")
                .contains(
                        "step-by-step: FLAT, repairs the curve: the difference changes by +30.0 points from end to end"
                                + " (95 % interval +20.0 to +40.0)")
                .endsWith("one-shot: has nothing to compare here");
        assertThat(result.out()).contains("+12.0 [+8.0, +16.0]").contains("62.0");
    }

    @Test
    void aSeriesHasFourParts() {
        CommandLines.Result result = CommandLines.run("compare", "f/memo-trap", "3", "4", "--analysis-url", url());

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("FAMILY/TASK/VERSION/VARIANT");
    }
}
