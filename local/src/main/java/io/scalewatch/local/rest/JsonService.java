package io.scalewatch.local.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.scalewatch.contracts.codec.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A service of Scalewatch over HTTP. What it refuses is a [RestException]; a service that does not answer is a
/// [ServiceUnreachableException].
public final class JsonService implements AutoCloseable {

    private static final ObjectMapper JSON = Json.mapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final URI service;
    private final String option;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /// @param service for example `http://127.0.0.1:8701`
    /// @param option by which another one is named
    public JsonService(URI service, String option) {
        this.service = service;
        this.option = option;
    }

    public JsonNode get(String path) {
        return get(path, JsonNode.class);
    }

    public <T> T get(String path, Class<T> type) {
        return read(send("GET", path, BodyPublishers.noBody(), Map.of(), LIMIT), type);
    }

    /// A request without a body.
    public <T> T post(String path, Class<T> type) {
        return read(send("POST", path, BodyPublishers.noBody(), Map.of(), LIMIT), type);
    }

    public JsonNode post(String path, Object body) {
        return sendJson("POST", path, body, Map.of());
    }

    /// @param headers beside those that every request has
    public JsonNode post(String path, Object body, Map<String, String> headers) {
        return sendJson("POST", path, body, headers);
    }

    public JsonNode put(String path, Object body) {
        return sendJson("PUT", path, body, Map.of());
    }

    /// @return what the service says; a missing node where it says nothing
    public JsonNode delete(String path) {
        byte[] body = send("DELETE", path, BodyPublishers.noBody(), Map.of(), LIMIT);
        return body.length == 0 ? MissingNode.getInstance() : read(body, JsonNode.class);
    }

    /// A part of a path or of a query.
    public static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    <T> T post(String path, BodyPublisher body, String contentType, Duration limit, Class<T> type) {
        return read(send("POST", path, body, Map.of("Content-Type", contentType), limit), type);
    }

    void download(String path, Path file, Duration limit) {
        HttpRequest request =
                HttpRequest.newBuilder(service.resolve(path)).timeout(limit).build();
        exchange("GET " + path, () -> {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() >= 400) {
                    throw new RestException("GET " + path, problem(response.statusCode(), body.readAllBytes()));
                }
                Files.copy(body, file);
            }
            return file;
        });
    }

    @Override
    public void close() {
        http.close();
    }

    private JsonNode sendJson(String method, String path, Object body, Map<String, String> headers) {
        try {
            BodyPublisher content = BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
            Map<String, String> all = new TreeMap<>(headers);
            all.put("Content-Type", "application/json");
            return read(send(method, path, content, all, LIMIT), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] send(String method, String path, BodyPublisher body, Map<String, String> headers, Duration limit) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path))
                .method(method, body)
                .timeout(limit)
                .header("Accept", "application/json");
        headers.forEach(request::header);
        return exchange(method + " " + path, () -> {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            if (response.statusCode() >= 400) {
                throw new RestException(method + " " + path, problem(response.statusCode(), response.body()));
            }
            return response.body();
        });
    }

    private interface Exchange<T> {
        T run() throws IOException, InterruptedException;
    }

    private <T> T exchange(String what, Exchange<T> exchange) {
        try {
            return exchange.run();
        } catch (ConnectException e) {
            throw new ServiceUnreachableException(service, option, e);
        } catch (IOException e) {
            throw new UncheckedIOException(what + " at " + service + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException(what));
        }
    }

    /// What stands in front of a service may answer something else than a problem detail.
    private static RestProblem problem(int status, byte[] body) {
        try {
            return JSON.readValue(body, RestProblem.class);
        } catch (IOException e) {
            String text = new String(body, StandardCharsets.UTF_8).strip();
            return new RestProblem(status, "HTTP " + status, text, List.of(), 0);
        }
    }

    private <T> T read(byte[] body, Class<T> type) {
        try {
            return JSON.readValue(body, type);
        } catch (IOException e) {
            throw new UncheckedIOException(service + " has answered something else than " + type.getSimpleName(), e);
        }
    }
}
