package io.scalewatch.local.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.codec.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The switches and counters of a server: `GET` and `DELETE /admin/calls`, `PUT /admin/models/{model}/fault`,
/// `PUT /admin/latency`. Used from one event loop.
final class AdminHandler {

    private static final String MODELS = "/admin/models/";
    private static final String FAULT = "/fault";
    private static final int LONGEST_LATENCY = 600_000;
    private static final int NO_CONTENT = 204;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final Simulation simulation;
    private final ChatHandler chat;
    private final CallCounts counts;

    AdminHandler(Simulation simulation, ChatHandler chat, CallCounts counts) {
        this.simulation = simulation;
        this.chat = chat;
        this.counts = counts;
    }

    void handle(HttpServerRequest request, Buffer body) {
        HttpServerResponse response = request.response();
        String path = request.path();
        HttpMethod method = request.method();
        try {
            if (path.equals("/admin/calls") && method.equals(HttpMethod.GET)) {
                json(response, counts.snapshot());
            } else if (path.equals("/admin/calls") && method.equals(HttpMethod.DELETE)) {
                counts.reset();
                response.setStatusCode(NO_CONTENT).end();
            } else if (path.equals("/admin/latency") && method.equals(HttpMethod.PUT)) {
                latency(response, body);
            } else if (path.startsWith(MODELS) && path.endsWith(FAULT) && method.equals(HttpMethod.PUT)) {
                fault(response, path.substring(MODELS.length(), path.length() - FAULT.length()), body);
            } else if (path.endsWith("/models") && method.equals(HttpMethod.GET)) {
                models(response);
            } else {
                refuse(response, NOT_FOUND, "there is nothing here");
            }
        } catch (InvalidSpecException e) {
            refuse(response, BAD_REQUEST, e.getMessage());
        }
    }

    private void latency(HttpServerResponse response, Buffer body) {
        SpecNode node = tree(body);
        int latencyMs = (int) node.field("latencyMs").whole(0, LONGEST_LATENCY, 0);
        node.onlyKnownFields();
        chat.latency(latencyMs);
        response.setStatusCode(NO_CONTENT).end();
    }

    private void fault(HttpServerResponse response, String encoded, Buffer body) {
        String model = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        if (!simulation.has(model)) {
            refuse(response, NOT_FOUND, "there is no such model");
            return;
        }
        chat.faults(model, FaultReader.readAll(tree(body)));
        response.setStatusCode(NO_CONTENT).end();
    }

    private void models(HttpServerResponse response) {
        List<Map<String, String>> models = simulation.models().stream()
                .map(model -> Map.of("id", model, "object", "model", "owned_by", "simulation"))
                .toList();
        json(response, Map.of("object", "list", "data", models));
    }

    private static SpecNode tree(Buffer body) {
        try {
            JsonNode tree = Json.mapper().readTree(body.getBytes());
            return new SpecNode("body", tree);
        } catch (IOException e) {
            throw new InvalidSpecException("body", "is not JSON", "send a JSON object");
        }
    }

    private static void json(HttpServerResponse response, Object value) {
        try {
            response.putHeader("Content-Type", "application/json")
                    .end(Buffer.buffer(Json.mapper().writeValueAsBytes(value)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("counters can always be written", e);
        }
    }

    private static void refuse(HttpServerResponse response, int status, String reason) {
        response.setStatusCode(status);
        json(response, Map.of("error", Map.of("message", reason)));
    }
}
