package io.scalewatch.task.tasks;

import io.scalewatch.task.imports.ImportOptions;
import io.scalewatch.task.imports.ImportResult.Rejected;
import io.scalewatch.task.imports.ImportResult.RowError;
import io.scalewatch.task.imports.InvalidManifestException;
import io.scalewatch.task.imports.ManifestReader;
import io.scalewatch.task.imports.TaskManifest;
import io.scalewatch.task.problem.InvalidRequestException.Violation;
import io.scalewatch.task.problem.Problem;
import io.scalewatch.task.problem.Violations;
import io.scalewatch.task.tasks.TaskImports.Outcome;
import io.scalewatch.task.tasks.TaskImports.Previewed;
import io.scalewatch.task.tasks.TaskImports.Refused;
import io.scalewatch.task.tasks.TaskImports.Stored;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// The way to bring one's own task: the rows alone as the body, or a form with the rows and the task's YAML.
@Path("/api/tasks/{name}")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(
        responseCode = "400",
        description = "Something is wrong with the request, or with rows of the file: nothing was stored",
        content =
                @Content(
                        mediaType = Problem.MEDIA_TYPE,
                        schema = @Schema(implementation = Problem.class),
                        examples = @ExampleObject(name = "bad rows", value = TaskImportResource.BAD_ROWS)))
@APIResponse(responseCode = "413", description = "The file is larger than scalewatch.task.imports.max-size")
public class TaskImportResource {

    static final String BAD_ROWS = """
            {"type": "about:blank", "title": "Bad Request", "status": 400, "detail": "nothing of the file was stored",
             "violations": [{"field": "line 17", "reason": "prompt is empty",
                             "remedy": "correct the line, and import the file again"}], "errors": 1}""";
    private static final String STORED = """
            {"task": "memo", "version": "0123456789ab", "samples": 936, "heldOut": 0, "created": true, "warnings": []}""";
    private static final String NDJSON = "application/x-ndjson";
    private static final String JSONL = "application/jsonl";
    private static final String CSV = "text/csv";
    private static final int MOST_SHOWN = 100;

    private final TaskImports imports;

    @Inject
    TaskImportResource(TaskImports imports) {
        this.imports = imports;
    }

    @POST
    @Path("import")
    @Consumes({NDJSON, JSONL, CSV, MediaType.APPLICATION_OCTET_STREAM, MediaType.TEXT_PLAIN})
    @Operation(
            summary = "Imports a file, all of it or nothing",
            description =
                    "The task's current version becomes the one of the file. The same file again is the same version.")
    @APIResponse(
            responseCode = "201",
            description = "The file is a task now",
            content =
                    @Content(
                            schema = @Schema(implementation = ImportView.class),
                            examples = @ExampleObject(name = "stored", value = STORED)))
    public Response importRows(
            @PathParam("name") String name,
            @BeanParam ImportParameters said,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
            InputStream body)
            throws IOException {
        ImportOptions options = said.options(name, TaskManifest.NONE, fileName(type), imports.isOfFolder(name));
        return respond(imports.importFile(options, body));
    }

    @POST
    @Path("import")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(summary = "Imports a file with the YAML of its task, all of it or nothing")
    @APIResponse(
            responseCode = "201",
            description = "The file is a task now",
            content = @Content(schema = @Schema(implementation = ImportView.class)))
    public Response importForm(
            @PathParam("name") String name, @BeanParam ImportParameters said, @BeanParam ImportForm form)
            throws IOException {
        ImportOptions options = options(name, said, form);
        try (InputStream rows = Files.newInputStream(form.file.uploadedFile())) {
            return respond(imports.importFile(options, rows));
        }
    }

    /// @param samples how many to show
    @POST
    @Path("preview")
    @Consumes({NDJSON, JSONL, CSV, MediaType.APPLICATION_OCTET_STREAM, MediaType.TEXT_PLAIN})
    @Operation(summary = "Reads a file as an import does, shows what would become of it, and stores nothing")
    @APIResponse(
            responseCode = "200",
            description = "What the file would become",
            content = @Content(schema = @Schema(implementation = PreviewView.class)))
    public Response previewRows(
            @PathParam("name") String name,
            @BeanParam ImportParameters said,
            @QueryParam("samples") @DefaultValue("5") int samples,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
            InputStream body)
            throws IOException {
        requireShown(samples);
        ImportOptions options = said.options(name, TaskManifest.NONE, fileName(type), imports.isOfFolder(name));
        return respond(imports.preview(options, body, samples));
    }

    /// @param samples how many to show
    @POST
    @Path("preview")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(summary = "Shows what would become of a file and the YAML of its task, and stores nothing")
    @APIResponse(
            responseCode = "200",
            description = "What the file would become",
            content = @Content(schema = @Schema(implementation = PreviewView.class)))
    public Response previewForm(
            @PathParam("name") String name,
            @BeanParam ImportParameters said,
            @QueryParam("samples") @DefaultValue("5") int samples,
            @BeanParam ImportForm form)
            throws IOException {
        requireShown(samples);
        ImportOptions options = options(name, said, form);
        try (InputStream rows = Files.newInputStream(form.file.uploadedFile())) {
            return respond(imports.preview(options, rows, samples));
        }
    }

    private ImportOptions options(String name, ImportParameters said, ImportForm form) throws IOException {
        Violations violations = new Violations();
        violations.require(form.file != null, "file", "is missing", "send the rows as the part file, with a file name");
        TaskManifest manifest = form.task == null ? TaskManifest.NONE : manifest(form, violations);
        violations.throwIfAny();
        return said.options(name, manifest, form.file.fileName(), imports.isOfFolder(name));
    }

    private static TaskManifest manifest(ImportForm form, Violations violations) throws IOException {
        try (InputStream yaml = Files.newInputStream(form.task.uploadedFile())) {
            return ManifestReader.read(yaml);
        } catch (InvalidManifestException e) {
            e.errors().forEach(error -> violations.add("task, line " + error.line(), error.reason(), "correct it"));
            return TaskManifest.NONE;
        }
    }

    /// A body has no name of its own.
    private static String fileName(MediaType type) {
        return MediaType.valueOf(CSV).isCompatible(type) ? "rows.csv" : "rows.jsonl";
    }

    private static void requireShown(int samples) {
        Violations violations = new Violations();
        violations.require(
                samples >= 0 && samples <= MOST_SHOWN,
                "samples",
                "is " + samples,
                "give a number from 0 to " + MOST_SHOWN);
        violations.throwIfAny();
    }

    private static Response respond(Outcome outcome) {
        return switch (outcome) {
            case Stored(ImportView view) ->
                Response.status(Response.Status.CREATED).entity(view).build();
            case Previewed(PreviewView view) -> Response.ok(view).build();
            case Refused(Rejected(List<RowError> errors, int total)) -> refuse(errors, total);
        };
    }

    private static Response refuse(List<RowError> errors, int total) {
        List<Violation> lines = errors.stream()
                .map(e -> new Violation("line " + e.line(), e.reason(), "correct the line, and import the file again"))
                .toList();
        return Response.status(Response.Status.BAD_REQUEST)
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(400, "Bad Request", "nothing of the file was stored", lines, total))
                .build();
    }
}
