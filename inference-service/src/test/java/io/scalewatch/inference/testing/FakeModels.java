package io.scalewatch.inference.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.codec.Json;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A model server whose models behave as they are called: `good`, `slow-800` (milliseconds), `status-400`,
/// `limited` (each prompt is first told to come again in a second), `garbage`, `html`, `half`, `never`,
/// `huge`, `long`, `uncounted`, `tells-the-key`,
/// `null-content`, `other` (says that it is another), `gated` (answers when the gate is opened). Counts the
/// calls by prompt.
public final class FakeModels implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpServer server = vertx.createHttpServer();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final List<Runnable> gated = new CopyOnWriteArrayList<>();
    private final AtomicBoolean open = new AtomicBoolean();
    private final AtomicInteger slow = new AtomicInteger();
    private final AtomicInteger mostSlow = new AtomicInteger();
    private final AtomicLong completed = new AtomicLong();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();

    private FakeModels() {
        server.requestHandler(this::receive);
    }

    public static FakeModels start() {
        FakeModels models = new FakeModels();
        models.server
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return models;
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.actualPort() + "/v1";
    }

    /// Calls by the text of the prompt's last message.
    public Map<String, Integer> calls() {
        return calls;
    }

    public int calls(Object prompt) {
        return calls.getOrDefault(prompt.toString(), 0);
    }

    /// How many calls wait at the gate.
    public int waiting() {
        return gated.size();
    }

    /// How many calls of slow models are under way.
    public int slowNow() {
        return slow.get();
    }

    /// How many calls of slow models were under way at one time, at most.
    public int mostSlowAtOnce() {
        return mostSlow.get();
    }

    /// Answers so far of slow models.
    public long slowAnswers() {
        return completed.get();
    }

    public List<String> authorizations() {
        return authorizations;
    }

    /// Answers the calls at the gate, and from now on each at once.
    public void openGate() {
        open.set(true);
        vertx.runOnContext(v -> {
            gated.forEach(Runnable::run);
            gated.clear();
        });
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void receive(HttpServerRequest request) {
        Optional.ofNullable(request.getHeader("Authorization")).ifPresent(authorizations::add);
        request.bodyHandler(body -> answer(request, parse(body)));
    }

    private void answer(HttpServerRequest request, JsonNode asked) {
        HttpServerResponse response = request.response();
        String model = asked.path("model").asText();
        JsonNode messages = asked.path("messages");
        String prompt = messages.path(messages.size() - 1).path("content").asText();
        int times = calls.merge(prompt, 1, Integer::sum);
        if (!request.path().equals("/v1/chat/completions")) {
            response.setStatusCode(404).end();
        } else if (model.startsWith("slow-")) {
            mostSlow.accumulateAndGet(slow.incrementAndGet(), Math::max);
            vertx.setTimer(Long.parseLong(model.substring(5)), t -> {
                slow.decrementAndGet();
                completed.incrementAndGet();
                complete(response, model, prompt);
            });
        } else if (model.startsWith("status-")) {
            response.setStatusCode(Integer.parseInt(model.substring(7))).end("{\"error\":\"" + prompt + "\"}");
        } else {
            switch (model) {
                case "limited" -> {
                    if (times == 1) {
                        response.setStatusCode(429)
                                .putHeader("Retry-After", "1")
                                .end();
                    } else {
                        complete(response, model, prompt);
                    }
                }
                case "garbage" -> response.end("]]>{{");
                case "html" -> response.end("<html><body>Bad Gateway</body></html>");
                case "half" -> {
                    response.putHeader("Content-Length", "5000").write("{\"choices\":[{\"mess");
                    vertx.setTimer(20, t -> request.connection().close());
                }
                case "never" -> response.setWriteQueueMaxSize(1);
                case "huge" -> response.end(body(model, "x".repeat(5_000_000)));
                case "long" -> response.end(body(model, "x".repeat(2_000_000)));
                case "uncounted" ->
                    response.end("{\"choices\":[{\"message\":{\"content\":\"Answer to " + prompt + "\"}}]}");
                case "tells-the-key" ->
                    response.setStatusCode(500)
                            .putHeader("X-Key", request.getHeader("Authorization"))
                            .end("wrong key: " + request.getHeader("Authorization"));
                case "null-content" -> response.end("{\"choices\":[{\"message\":{\"content\":null}}]}");
                case "other" -> response.end(body("another-model", "I am another."));
                case "gated" -> {
                    if (open.get()) {
                        complete(response, model, prompt);
                    } else {
                        gated.add(() -> complete(response, model, prompt));
                    }
                }
                default -> complete(response, model, prompt);
            }
        }
    }

    private static void complete(HttpServerResponse response, String model, String prompt) {
        if (!response.closed()) {
            response.putHeader("Content-Type", "application/json").end(body(model, "Answer to " + prompt));
        }
    }

    private static String body(String model, String content) {
        return "{\"model\":\"" + model + "\",\"system_fingerprint\":\"fp\",\"choices\":[{\"index\":0,\"message\":"
                + "{\"role\":\"assistant\",\"content\":\"" + content + "\"},\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":5}}";
    }

    private static JsonNode parse(Buffer body) {
        try {
            return Json.mapper().readTree(body.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
