package io.scalewatch.local.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.ModelVersion;
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
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// The task-service's REST interface.
public final class TaskServiceClient implements AutoCloseable {

    private static final ObjectMapper JSON = Json.mapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration IMPORT_LIMIT = Duration.ofMinutes(5);

    private final URI service;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /// @param service for example `http://127.0.0.1:8701`
    public TaskServiceClient(URI service) {
        this.service = service;
    }

    /// Says where models are served.
    public void putEndpoint(String name, URI baseUrl) {
        put("/api/endpoints/" + encode(name), Map.of("baseUrl", baseUrl.toString(), "protocol", "OPENAI_CHAT"));
    }

    /// Adds a family whose deployments are evaluated as a matter of course.
    public void putFamily(String name, String description, Evaluation standing) {
        put("/api/families/" + encode(name), Map.of("description", description, "standingEvaluation", standing));
    }

    /// What is asked of every version.
    public record Evaluation(
            List<String> tasks, List<String> variants, Optional<Integer> examples, int trials, long seed) {}

    /// Deploys a version; the same one again changes nothing.
    ///
    /// @return the run that its family's standing evaluation has started
    public Optional<UUID> deploy(ModelVersion model, String endpoint) {
        JsonNode answer = post(
                "/api/deployments",
                Map.of(
                        "family", model.family(),
                        "model", model.model(),
                        "version", model.version(),
                        "parameters", model.parameters(),
                        "endpoint", endpoint));
        return Optional.ofNullable(answer.get("runId"))
                .filter(JsonNode::isTextual)
                .map(id -> UUID.fromString(id.textValue()));
    }

    /// Adds a family of which nothing is asked by itself.
    public void putFamily(String name, String description) {
        put("/api/families/" + encode(name), Map.of("description", description));
    }

    /// Starts a run of all models of a family.
    public UUID createRun(String family, Evaluation evaluation) {
        Map<String, Object> request = new TreeMap<>(Map.of(
                "families", List.of(family),
                "tasks", evaluation.tasks(),
                "variants", evaluation.variants(),
                "trials", evaluation.trials(),
                "seed", evaluation.seed()));
        evaluation.examples().ifPresent(examples -> request.put("examples", examples));
        return UUID.fromString(post("/api/runs", request).get("id").textValue());
    }

    public RunProgress run(UUID id) {
        return read(send("GET", "/api/runs/" + id, BodyPublishers.noBody(), "", LIMIT), RunProgress.class);
    }

    /// The newest runs.
    public List<RunProgress> runs() {
        return List.of(
                read(send("GET", "/api/runs?limit=1000", BodyPublishers.noBody(), "", LIMIT), RunProgress[].class));
    }

    /// How far a run is, in prompts.
    ///
    /// @param state PLANNED, RUNNING, PAUSED, STALLED, COMPLETED, CANCELLED, SUPERSEDED or FAILED
    public record RunProgress(
            UUID id, String state, long planned, long published, long scored, long failed, long lost) {

        private static final Set<String> OPEN = Set.of("PLANNED", "RUNNING", "PAUSED", "STALLED");

        public boolean hasEnded() {
            return !OPEN.contains(state);
        }
    }

    /// What is said of a file beside its content; what is empty is left to the service.
    ///
    /// @param manifest the YAML of the task
    public record TaskFileOptions(
            Optional<Path> manifest, Optional<String> format, Optional<String> label, Optional<String> mechanism) {

        /// Rows of a format, of which nothing else is said.
        public static TaskFileOptions of(String format) {
            return new TaskFileOptions(Optional.empty(), Optional.of(format), Optional.empty(), Optional.empty());
        }

        private String query() {
            StringBuilder query = new StringBuilder();
            append(query, "format", format);
            append(query, "label", label);
            append(query, "mechanism", mechanism);
            return query.toString();
        }

        private static void append(StringBuilder query, String name, Optional<String> value) {
            value.ifPresent(text -> query.append(query.isEmpty() ? "?" : "&")
                    .append(name)
                    .append('=')
                    .append(encode(text)));
        }
    }

    /// Brings in a task file.
    public ImportedTask importTask(String name, Path rows, TaskFileOptions options) {
        return read(
                sendForm("/api/tasks/" + encode(name) + "/import" + options.query(), rows, options),
                ImportedTask.class);
    }

    /// Shows what would become of a task file.
    ///
    /// @param samples how many samples to show
    public JsonNode previewTask(String name, Path rows, TaskFileOptions options, int samples) {
        String query = options.query();
        return read(
                sendForm(
                        "/api/tasks/" + encode(name) + "/preview" + query + (query.isEmpty() ? "?" : "&") + "samples="
                                + samples,
                        rows,
                        options),
                JsonNode.class);
    }

    /// @param created whether this version is new
    public record ImportedTask(String task, String version, long samples, boolean created, List<String> warnings) {

        public ImportedTask {
            warnings = warnings == null ? List.of() : List.copyOf(warnings);
        }
    }

    /// Writes the rows and the YAML of a task's version into files. Nothing takes its place before both are
    /// here, and each does at once, the rows first: whoever finds the YAML finds its rows.
    ///
    /// @param version the current one where none is named
    public void exportTask(
            String name, String format, String syntax, Optional<String> version, Path rows, Path manifest) {
        String query = "?format=" + encode(format) + "&syntax=" + encode(syntax)
                + version.map(named -> "&version=" + encode(named)).orElse("");
        Path newRows = beside(rows);
        Path newManifest = beside(manifest);
        try {
            try {
                download("/api/tasks/" + encode(name) + "/export" + query, newRows);
                download("/api/tasks/" + encode(name) + "/manifest" + query, newManifest);
                Files.move(newRows, rows, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                Files.move(newManifest, manifest, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(newRows);
                Files.deleteIfExists(newManifest);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + rows + " and " + manifest + ": " + e.getMessage(), e);
        }
    }

    private static Path beside(Path file) {
        return file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
    }

    private void download(String path, Path file) {
        HttpRequest request = HttpRequest.newBuilder(service.resolve(path))
                .timeout(IMPORT_LIMIT)
                .build();
        exchange("GET " + path, () -> {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() >= 400) {
                    throw new RestException("GET " + path, problem(response.statusCode(), body.readAllBytes()));
                }
                Files.copy(body, file);
            }
            return null;
        });
    }

    /// The file goes out as it is read.
    private byte[] sendForm(String path, Path rows, TaskFileOptions options) {
        String boundary = "scalewatch-" + UUID.randomUUID();
        List<BodyPublisher> parts = new ArrayList<>();
        try {
            if (options.manifest().isPresent()) {
                addPart(parts, boundary, "task", options.manifest().get());
            }
            addPart(parts, boundary, "file", rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        parts.add(BodyPublishers.ofString("--" + boundary + "--\r\n"));
        return send(
                "POST",
                path,
                BodyPublishers.concat(parts.toArray(BodyPublisher[]::new)),
                "multipart/form-data; boundary=" + boundary,
                IMPORT_LIMIT);
    }

    private static void addPart(List<BodyPublisher> parts, String boundary, String name, Path file) throws IOException {
        parts.add(BodyPublishers.ofString("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name
                + "\"; filename=\"" + file.getFileName().toString().replaceAll("[\"\\r\\n]", "_")
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"));
        parts.add(BodyPublishers.ofFile(file));
        parts.add(BodyPublishers.ofString("\r\n"));
    }

    @Override
    public void close() {
        http.close();
    }

    private JsonNode put(String path, Object body) {
        return sendJson("PUT", path, body);
    }

    private JsonNode post(String path, Object body) {
        return sendJson("POST", path, body);
    }

    private JsonNode sendJson(String method, String path, Object body) {
        try {
            BodyPublisher content = BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
            return read(send(method, path, content, "application/json", LIMIT), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] send(String method, String path, BodyPublisher body, String contentType, Duration limit) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path))
                .method(method, body)
                .timeout(limit)
                .header("Accept", "application/json");
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
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
            throw new ServiceUnreachableException(service, e);
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

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
