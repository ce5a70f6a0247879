package io.scalewatch.local.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.event.ModelVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
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

    private static final Duration IMPORT_LIMIT = Duration.ofMinutes(5);

    private final JsonService service;

    /// @param service for example `http://127.0.0.1:8701`
    public TaskServiceClient(URI service) {
        this.service = new JsonService(service, TaskServiceOption.NAME);
    }

    /// Says where models are served.
    public void putEndpoint(String name, URI baseUrl) {
        service.put(
                "/api/endpoints/" + JsonService.encode(name),
                Map.of("baseUrl", baseUrl.toString(), "protocol", "OPENAI_CHAT"));
    }

    /// Adds a family whose deployments are evaluated as a matter of course.
    public void putFamily(String name, String description, Evaluation standing) {
        service.put(
                "/api/families/" + JsonService.encode(name),
                Map.of("description", description, "standingEvaluation", standing));
    }

    /// What is asked of every version.
    public record Evaluation(
            List<String> tasks, List<String> variants, Optional<Integer> examples, int trials, long seed) {}

    /// Deploys a version; the same one again changes nothing.
    ///
    /// @return the run that its family's standing evaluation has started
    public Optional<UUID> deploy(ModelVersion model, String endpoint) {
        JsonNode answer = service.post(
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
        service.put("/api/families/" + JsonService.encode(name), Map.of("description", description));
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
        return UUID.fromString(service.post("/api/runs", request).get("id").textValue());
    }

    public RunProgress run(UUID id) {
        return service.get("/api/runs/" + id, RunProgress.class);
    }

    /// The newest runs.
    public List<RunProgress> runs() {
        return List.of(service.get("/api/runs?limit=1000", RunProgress[].class));
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
                    .append(JsonService.encode(text)));
        }
    }

    /// Brings in a task file.
    public ImportedTask importTask(String name, Path rows, TaskFileOptions options) {
        return sendForm(
                "/api/tasks/" + JsonService.encode(name) + "/import" + options.query(),
                rows,
                options,
                ImportedTask.class);
    }

    /// Shows what would become of a task file.
    ///
    /// @param samples how many samples to show
    public JsonNode previewTask(String name, Path rows, TaskFileOptions options, int samples) {
        String query = options.query();
        return sendForm(
                "/api/tasks/" + JsonService.encode(name) + "/preview" + query + (query.isEmpty() ? "?" : "&")
                        + "samples=" + samples,
                rows,
                options,
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
        String query = "?format=" + JsonService.encode(format) + "&syntax=" + JsonService.encode(syntax)
                + version.map(named -> "&version=" + JsonService.encode(named)).orElse("");
        Path newRows = beside(rows);
        Path newManifest = beside(manifest);
        try {
            try {
                service.download("/api/tasks/" + JsonService.encode(name) + "/export" + query, newRows, IMPORT_LIMIT);
                service.download(
                        "/api/tasks/" + JsonService.encode(name) + "/manifest" + query, newManifest, IMPORT_LIMIT);
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

    /// The file goes out as it is read.
    private <T> T sendForm(String path, Path rows, TaskFileOptions options, Class<T> type) {
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
        return service.post(
                path,
                BodyPublishers.concat(parts.toArray(BodyPublisher[]::new)),
                "multipart/form-data; boundary=" + boundary,
                IMPORT_LIMIT,
                type);
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
        service.close();
    }
}
